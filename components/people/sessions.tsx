import { Chip } from "@/components/ui/chip";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { SectionHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import type { InstantMs, SessionId } from "@/lib/domain/kernel/ids";
import { presentAgent } from "@/lib/features/people/present";
import { EndOthersForm, EndSessionForm } from "./session-forms";

type SessionsProps = {
  readonly sessions: readonly {
    readonly id: SessionId;
    readonly address: string;
    readonly agent: string;
    readonly createdAtMs: InstantMs;
    readonly lastSeenAtMs: InstantMs;
  }[];
  readonly current: SessionId;
  readonly asOf: InstantMs;
};

/** Where one is signed in. */
export function Sessions({ sessions, current, asOf }: SessionsProps) {
  return (
    <section aria-labelledby="sessions">
      <SectionHeader
        id="sessions"
        title="Sessions"
        aside={sessions.length > 1 ? <EndOthersForm /> : undefined}
      />
      <p className="mb-2 text-2">
        A session ends 14 days after sign-in, and after 3 days without use. End what you don’t recognise, then
        change your password.
      </p>
      <DataTable label="Where you are signed in" phone="blocks" rowHeight="tall">
        <thead>
          <tr>
            <Th>Browser</Th>
            <Th>Address</Th>
            <Th>Signed in</Th>
            <Th>Last used</Th>
            <Th hiddenLabel="End" />
          </tr>
        </thead>
        <tbody>
          {sessions.map(({ id, address, agent, createdAtMs, lastSeenAtMs }) => (
            <tr key={id}>
              <TdName>
                <span title={agent}>{presentAgent(agent)}</span>
                {id === current && (
                  <Chip className="ml-2 font-normal" tone="solid">
                    This session
                  </Chip>
                )}
              </TdName>
              <Td label="Address">
                <span className="mono">{address}</span>
              </Td>
              <Td label="Signed in">
                <RelativeTime instantMs={createdAtMs} nowMs={asOf} />
              </Td>
              <Td label="Last used">
                <RelativeTime instantMs={lastSeenAtMs} nowMs={asOf} />
              </Td>
              <Td numeric className={id === current ? "max-sm:hidden" : undefined}>
                {id !== current && (
                  <EndSessionForm sessionId={id} what={`${presentAgent(agent)} at ${address}`} />
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </section>
  );
}
