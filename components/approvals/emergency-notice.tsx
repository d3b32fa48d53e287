import { Siren } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { formatExact } from "@/components/ui/format-time";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/relative-time";
import { sentence } from "@/lib/domain/kernel/sentence";
import type { Emergency, RequestView } from "@/lib/features/approvals/present";

type EmergencyBannersProps = {
  readonly emergencies: readonly Emergency[];
  readonly nowMs: number;
  readonly className?: string | undefined;
};

/** What somebody did alone, until somebody else has looked at it. */
export function EmergencyBanners({ emergencies, nowMs, className }: EmergencyBannersProps) {
  if (emergencies.length === 0) return null;
  return (
    <ul aria-label="Emergencies to review" className={className}>
      {emergencies.map((one) => (
        <li key={one.number} className="mb-2">
          <Notice
            tone="danger"
            icon={<Siren aria-hidden />}
            title={
              <>
                Review: {one.about}, due <RelativeTime instantMs={one.untilMs} nowMs={nowMs} />.
              </>
            }
            actions={<ButtonLink href={one.href}>{one.mine ? "Review it" : `Open ${one.label}`}</ButtonLink>}
          >
            {one.by} went ahead alone in {one.system}: {sentence(one.reason)}
          </Notice>
        </li>
      ))}
    </ul>
  );
}

/** On the request itself: who went ahead, why, and what the review said. */
export function GlassNotice({ view }: { readonly view: RequestView }) {
  const { glass } = view;
  if (!glass) return null;
  const { review } = glass;
  return (
    <Notice
      className="mt-4"
      tone={review ? "plain" : "danger"}
      icon={<Siren aria-hidden />}
      title={`${glass.by.name} went ahead alone on ${formatExact(glass.atMs)}.`}
    >
      {sentence(glass.reason)}{" "}
      {review
        ? `${review.by.name} reviewed it on ${formatExact(review.atMs)}: ${review.verdict === "justified" ? "justified" : "not justified"}. ${review.note}`
        : `Somebody else reviews it by ${formatExact(glass.reviewUntilMs)}.`}
    </Notice>
  );
}
