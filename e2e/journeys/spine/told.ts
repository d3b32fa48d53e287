import type { Installation } from "../../fixtures/installation";

/** A system that is drawn by a file, and what the file is known to hold. */
export type Told = {
  readonly name: string;
  readonly slug: string;
  readonly file: string;
  /** Elements by kind, as the import makes them. */
  readonly made: Readonly<Record<string, number>>;
  /** Words out of what the import does not understand. */
  readonly notes: readonly RegExp[];
};

/** The same once it is registered. */
export type System = Told & { readonly id: string };

/** Elements of the model by kind. */
export async function elementsOf(
  installation: Installation,
  { id }: System,
): Promise<Record<string, number>> {
  const rows = await installation.sql<{ kind: string; n: number }>(
    "select kind, count(*)::int as n from model_element where system_id = $1 group by kind",
    [id],
  );
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]));
}

/** Changes with anything that is written about the system. */
export async function fingerprint(installation: Installation, { id }: System): Promise<unknown> {
  const [row] = await installation.sql(
    `select (select md5(string_agg(concat(id, version, name, facts, retired_at), ',' order by id))
             from model_element where system_id = $1) as model,
            (select count(*)::int from audit_entry where system_id = $1 and outcome = 'done') as entries`,
    [id],
  );
  return row;
}
