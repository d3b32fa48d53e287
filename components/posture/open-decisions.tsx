import { BriefRow } from "@/components/ui/list-row";
import { SectionHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { formatRequestNumber } from "@/lib/domain/approvals/request";
import { formatExceptionNumber } from "@/lib/domain/exceptions/exception";
import type { InstantMs, UtcDate } from "@/lib/domain/kernel/ids";
import { daysBetween } from "@/lib/domain/kernel/utc-date";
import { dayText } from "@/lib/features/checklists/present";

interface OpenDecisionsProps {
  readonly waiting: readonly {
    readonly id: string;
    readonly number: number;
    readonly about: string;
    readonly requesterName: string;
    readonly expiresAtMs: InstantMs;
    readonly takesEffectMs: InstantMs | null;
  }[];
  readonly exceptions: readonly {
    readonly id: string;
    readonly number: number;
    readonly kind: "accept" | "not-applicable";
    readonly reason: string;
    readonly expiresOn: UtcDate;
    readonly owner: { readonly name: string };
    readonly about: { readonly title: string; readonly href: string | null };
  }[];
  readonly today: UtcDate;
  readonly asOf: InstantMs;
}

const SOON_DAYS = 30;

/** What waits for a second person here, and what two persons left open until when. */
export function OpenDecisions({ waiting, exceptions, today, asOf }: OpenDecisionsProps) {
  return (
    <>
      <section className="mb-6 min-w-0">
        <SectionHeader
          title="Waits for a second person"
          aside={waiting.length > 0 && <TextLink href="/approvals">Approvals</TextLink>}
        />
        {waiting.length === 0 ? (
          <p className="text-3">Nothing is asked for.</p>
        ) : (
          <ul>
            {waiting.map(({ id, number, about, requesterName, expiresAtMs, takesEffectMs }) => (
              <BriefRow
                key={id}
                href={`/approvals/${formatRequestNumber(number)}`}
                title={about}
                detail={`${formatRequestNumber(number)}, asked by ${requesterName}${takesEffectMs === null ? "" : "; signed, takes effect"}`}
                when={<RelativeTime instantMs={takesEffectMs ?? expiresAtMs} nowMs={asOf} />}
              />
            ))}
          </ul>
        )}
      </section>
      <section className="mb-6 min-w-0">
        <SectionHeader title="Open exceptions" />
        {exceptions.length === 0 ? (
          <p className="text-3">Nothing is left open on purpose.</p>
        ) : (
          <ul>
            {exceptions.map(({ id, number, kind, reason, expiresOn, owner, about }) => (
              <BriefRow
                key={id}
                href={about.href ?? undefined}
                title={about.title}
                detail={`${formatExceptionNumber(number)}, ${kind === "accept" ? "left open" : "not applicable"}, ${owner.name}: ${reason}`}
                when={
                  <span className={daysBetween(today, expiresOn) <= SOON_DAYS ? "text-warn" : undefined}>
                    until {dayText(expiresOn, today)}
                  </span>
                }
              />
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
