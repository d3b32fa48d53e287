import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { formatRequestNumber } from "@/lib/domain/approvals/request";
import type { InstantMs } from "@/lib/domain/kernel/ids";

type RequestsAboutProps = {
  readonly requests: readonly {
    readonly number: number;
    readonly about: string;
    readonly requesterName: string;
    readonly expiresAtMs: InstantMs;
  }[];
  readonly asOf: InstantMs;
};

/** Open requests about one person: nothing of it has changed yet. */
export function RequestsAbout({ requests, asOf }: RequestsAboutProps) {
  return (
    <ul className="grid gap-2">
      {requests.map(({ number, about, requesterName, expiresAtMs }) => (
        <li key={number}>
          <TextLink href={`/approvals/${number}`}>
            {formatRequestNumber(number)}: {about}
          </TextLink>
          <p className="text-xs text-3">
            Asked by {requesterName}; ends <RelativeTime instantMs={expiresAtMs} nowMs={asOf} />
          </p>
        </li>
      ))}
    </ul>
  );
}
