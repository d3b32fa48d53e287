import { FileCheck, FileX, Link2 } from "lucide-react";
import type { ReactNode } from "react";
import { TextLink } from "@/components/ui/text-link";
import { ValidityBar } from "@/components/ui/validity-bar";
import type { DeletedEvidence } from "@/lib/domain/checklists/item";
import type { ItemView, ProofView } from "@/lib/domain/checklists/item-view";
import type { SystemId, UtcDate } from "@/lib/domain/kernel/ids";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import { dayText } from "@/lib/features/checklists/present";
import { DeleteProofForm } from "./delete-proof-form";

interface ProofListProps {
  readonly view: ItemView;
  readonly slug: string;
  readonly systemId: SystemId;
  readonly mayWork: boolean;
}

/** The proofs of an item, the latest first, with how long each still counts. */
export function ProofList({ view, slug, systemId, mayWork }: ProofListProps) {
  if (view.proofs.length === 0)
    return (
      <p className="text-2">
        {view.status === "done" ? "Said to be done, but nothing shows it." : "None yet."}
      </p>
    );
  return (
    <ul className="grid gap-1">
      {view.proofs.map((proof) => (
        <Proof
          key={proof.id}
          proof={proof}
          href={proof.source.kind === "link" ? proof.source.url : `/api/systems/${slug}/evidence/${proof.id}`}
          validDays={view.text.evidenceValidDays}
          today={view.today}
        >
          {mayWork && proof.deleted === null && (
            <DeleteProofForm systemId={systemId} itemId={view.id} proof={proof} />
          )}
        </Proof>
      ))}
    </ul>
  );
}

interface ProofProps {
  readonly proof: ProofView;
  readonly href: string;
  readonly validDays: number | null;
  readonly today: UtcDate;
  readonly children: ReactNode;
}

function Proof({ proof, href, validDays, today, children }: ProofProps) {
  const { validity, source } = proof;
  const expired = validity.standing === "expired";
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)_116px] items-center gap-x-2 gap-y-0.5 py-1.5 [&>svg]:size-3.5 [&>svg]:text-3">
      {source.kind === "link" ? (
        <Link2 aria-hidden />
      ) : earnsNothing(proof) ? (
        <FileX aria-hidden />
      ) : (
        <FileCheck aria-hidden />
      )}
      <ProofTitle proof={proof} href={href} />
      <ProofLife proof={proof} validDays={validDays} />
      <span className="col-start-2 min-w-0 text-xs text-3">
        True on {dayText(proof.effectiveOn, today)}, {proof.addedBy}
        {proof.covers && `, covers only ${proof.covers.join(", ")}`}
        {proof.ofEarlierQuestion
          ? ", proof of the earlier question: earns nothing now"
          : expired && ", earns nothing now"}
        {source.kind === "file" && `, ${sizeText(source.size)}`}
        <ImageLink source={source} href={href} />
      </span>
      <span
        data-tone={validity.standing === "expiring" && !proof.ofEarlierQuestion ? "warn" : undefined}
        className="text-right text-xs whitespace-nowrap text-3"
      >
        {leftText(proof, validDays, today)}
      </span>
      {proof.note && (
        <p className="col-span-2 col-start-2 whitespace-pre-line text-xs text-2">{proof.note}</p>
      )}
      {proof.deleted && <Deleted deleted={proof.deleted} today={today} />}
      {children && <div className="col-span-2 col-start-2">{children}</div>}
    </li>
  );
}

/** Pictures can be looked at where they are. */
function ImageLink({ source, href }: { readonly source: ProofView["source"]; readonly href: string }) {
  if (source.kind !== "file" || !source.mediaType.startsWith("image/")) return null;
  return (
    <>
      {" "}
      <TextLink
        href={`${href}?inline=1`}
        prefetch={false}
        target="_blank"
        rel="noreferrer"
        className="underline"
      >
        View
      </TextLink>
    </>
  );
}

/** How much of its life it has used up; where it counts no more, why. */
function ProofLife({ proof, validDays }: Pick<ProofProps, "proof" | "validDays">) {
  const { deleted, ofEarlierQuestion, validity } = proof;
  const plain = deleted
    ? "deleted"
    : ofEarlierQuestion
      ? "earlier question"
      : validDays === null
        ? "never expires"
        : null;
  if (plain !== null || validDays === null) return <span className="text-right text-xs text-3">{plain}</span>;
  return (
    <ValidityBar
      ageDays={validity.ageDays}
      validDays={validDays}
      expiring={validity.standing === "expiring"}
    />
  );
}

/** Who asked for it to be deleted, who signed, and why. */
function Deleted({ deleted, today }: { readonly deleted: DeletedEvidence; readonly today: UtcDate }) {
  const { by, atMs, reason, requestNumber, signedBy } = deleted;
  return (
    <p className="col-span-2 col-start-2 text-xs break-words text-2">
      Deleted {dayText(utcDateOf(atMs), today)}: {by} asked
      {requestNumber === null ? (
        " (bootstrap)"
      ) : (
        <>
          , {signedBy.join(" and ")} signed{" "}
          <TextLink href={`/approvals/${requestNumber}`} className="underline">
            AR-{requestNumber}
          </TextLink>
        </>
      )}
      . {reason}
    </p>
  );
}

function ProofTitle({ proof, href }: { readonly proof: ProofView; readonly href: string }) {
  const look = `truncate font-medium hover:underline hover:underline-offset-2 ${earnsNothing(proof) ? "text-3" : ""} ${proof.deleted ? "line-through" : ""}`;
  return proof.source.kind === "link" ? (
    <a href={href} target="_blank" rel="noopener noreferrer" title={href} className={look}>
      {proof.title}
    </a>
  ) : (
    <a href={href} download title={`Download ${proof.title}`} className={look}>
      {proof.title}
    </a>
  );
}

function earnsNothing({ validity, ofEarlierQuestion, deleted }: ProofView): boolean {
  return deleted !== null || ofEarlierQuestion || validity.standing === "expired";
}

function leftText(
  { validity, ofEarlierQuestion, deleted }: ProofView,
  validDays: number | null,
  today: UtcDate,
): string {
  if (deleted || ofEarlierQuestion || validity.leftDays === null || validity.expiresOn === null) return "";
  return validity.leftDays > 0
    ? `${validity.leftDays} d left of ${validDays}`
    : `expired ${dayText(validity.expiresOn, today)}`;
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes}\u00a0B`;
  const kb = bytes / 1024;
  return kb < 1024 ? `${Math.round(kb)}\u00a0kB` : `${(kb / 1024).toFixed(1)}\u00a0MB`;
}
