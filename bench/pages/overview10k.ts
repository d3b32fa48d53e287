// page.overview10k.server-ratio: the start page of an installation of 10,000 items, most of them answered, 4,000 proofs.
import { withSample } from "../lib/installation";
import { report, serverRatio } from "../lib/measure";

const COPIES = 101;

await withSample(async ({ baseURL, sql }, cookie) => {
  await sql(
    `insert into system (id, slug, name, type, description, owner_id, criticality, data_classes, regulations, tags)
     select gen_random_uuid(), 'copy-' || n, 'Copy ' || n, type, description, owner_id, criticality, data_classes, regulations, tags
     from system, generate_series(1, $1) n where slug = 'checkout'`,
    [COPIES],
  );
  await sql(
    `insert into checklist_item (id, system_id, key, phase, number, position, content_hash, status, owner_id, due, answered_on, attested_on, attested_by)
     select gen_random_uuid(), s.id, i.key, i.phase, i.number, i.position, i.content_hash, i.status, i.owner_id, i.due, i.answered_on, i.attested_on, i.attested_by
     from system s, checklist_item i join system c on c.id = i.system_id where s.slug like 'copy-%' and c.slug = 'checkout'`,
  );
  await sql(
    `insert into evidence (id, item_id, system_id, kind, title, url, note, effective_on, added_by, question_hash)
     select gen_random_uuid(), n.id, n.system_id, 'link', e.title, e.url, '', e.effective_on, e.added_by, e.question_hash
     from evidence e join checklist_item i on i.id = e.item_id join system c on c.id = i.system_id and c.slug = 'checkout'
     join checklist_item n on n.phase = i.phase and n.number = i.number join system s on s.id = n.system_id and s.slug like 'copy-%'`,
  );
  await sql("analyze");
  const [counted] = await sql<{ items: string }>("select count(*) as items from checklist_item");
  process.stderr.write(`${counted?.items} items\n`);
  report("page.overview10k.server-ratio", await serverRatio(baseURL, "/", cookie, 30), "ratio");
});
