import type { SystemId, UserId } from "@/lib/domain/kernel/ids";
import { query } from "../critical";
import type { Owner } from "../owner";

export type SeenPolicy = {
  readonly groups: readonly {
    readonly count: number;
    readonly who: {
      readonly kind: string;
      readonly roles?: readonly string[];
      readonly ids?: readonly string[];
    };
  }[];
  readonly delayS: number;
  readonly stepUpNeeded: boolean;
  readonly breakGlass: boolean;
};
export type SeenRequest = {
  readonly id: string;
  readonly state: string;
  readonly command: string;
  readonly input: string;
  readonly payload_hash: string;
  readonly requester_id: UserId;
  readonly authors: readonly UserId[];
  readonly subject: string;
  readonly system_id: SystemId;
  readonly policy_id: string | null;
  readonly policy: SeenPolicy;
  readonly created_at: string;
  readonly expires_at: string;
  readonly not_before: string | null;
};
export type SeenVote = {
  readonly voter_id: UserId;
  readonly vote: "approve" | "reject";
  readonly payload_hash: string;
  readonly at: string;
};
export type SeenPerson = {
  readonly role: string;
  readonly status: string;
  readonly deciding_since: string;
  /** On the system of the request. */
  readonly membership: string | null;
};
export type SeenGlass = {
  readonly by_id: UserId;
  readonly reason: string;
  readonly reviewed_by: UserId | null;
};

/** All that decides about a request, as the database holds it at one instant. */
export type Seen = {
  readonly request: SeenRequest;
  readonly votes: readonly SeenVote[];
  readonly people: Readonly<Record<string, SeenPerson>>;
  readonly policies: readonly {
    readonly id: string;
    readonly subject: string;
    readonly system_id: string | null;
    readonly policy: SeenPolicy;
    readonly retired_at: string | null;
  }[];
  readonly glass: SeenGlass | null;
  readonly effect: { readonly at: string } | null;
};

/**
 * Has the database note, as the last thing before an effect is committed, what it rests on: independent of the code and the
 * guards that decided about it.
 */
export async function installWitness(owner: Owner): Promise<void> {
  await owner.query(`
    create table witness (request_id uuid primary key, seen jsonb not null);
    create function seen_of(request uuid) returns jsonb language sql volatile security definer as $$
      select jsonb_build_object(
        'request', to_jsonb(r),
        'votes', coalesce((select jsonb_agg(to_jsonb(v)) from approval_vote v where v.request_id = r.id), '[]'),
        'people', (select jsonb_object_agg(u.id, jsonb_build_object('role', u.role, 'status', u.status,
            'deciding_since', u.deciding_since,
            'membership', (select m.role from membership m where m.user_id = u.id and m.system_id = r.system_id)))
          from "user" u where u.id = r.requester_id
            or u.id in (select voter_id from approval_vote where request_id = r.id)
            or u.id in (select by_id from broken_glass where request_id = r.id)),
        'policies', coalesce((select jsonb_agg(to_jsonb(p)) from approval_policy p
          where p.system_id is null or p.system_id = r.system_id), '[]'),
        'glass', (select to_jsonb(g) from broken_glass g where g.request_id = r.id),
        'effect', (select to_jsonb(e) from approval_effect e where e.request_id = r.id))
      from approval_request r where r.id = request
    $$;
    create function note_witness() returns trigger language plpgsql security definer as $$
    begin
      insert into witness values (new.request_id, seen_of(new.request_id));
      return null;
    end $$;
    create constraint trigger zz_witness after insert on approval_effect
      deferrable initially deferred for each row execute function note_witness();
    grant select on witness to public`);
}

/** What every effect on a system rested on, and every request of it as it stands now. */
export async function seenOn(systemId: SystemId): Promise<{ now: Seen[]; atEffect: Map<string, Seen> }> {
  const rows = await query<{ now: Seen; then: Seen | null }>(
    `select seen_of(r.id) as now, w.seen as then from approval_request r left join witness w on w.request_id = r.id
     where r.system_id = $1 order by r.number`,
    [systemId],
  );
  const atEffect = rows.flatMap(({ now, then }) => (then ? [[now.request.id, then] as const] : []));
  return { now: rows.map(({ now }) => now), atEffect: new Map(atEffect) };
}
