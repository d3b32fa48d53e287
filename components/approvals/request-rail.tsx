import { Check, X } from "lucide-react";
import type { ReactNode } from "react";
import { formatExact } from "@/components/ui/format-time";
import { HashText } from "@/components/ui/hash-text";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { RequestView, Signature } from "@/lib/features/approvals/present";
import { Countdown } from "./countdown";

/** Time, signatures, course and receipt of a request. */
export function RequestRail({ view }: { readonly view: RequestView }) {
  return (
    <aside
      aria-label="Time, signatures, receipt"
      className="min-w-0 border-l p-5 max-lg:border-t max-lg:border-l-0 max-lg:px-page-x"
    >
      {view.state === "pending" && <Time view={view} />}
      <Signatures view={view} />
      <Course view={view} />
      <Receipt view={view} />
    </aside>
  );
}

function Section({ title, aside, children }: { title: string; aside?: string; children: ReactNode }) {
  return (
    <section className="mt-5 border-t border-subtle pt-4 first:mt-0 first:border-t-0 first:pt-0">
      <div className="mb-2 flex items-baseline justify-between gap-2">
        <h2 className="text-sm">{title}</h2>
        {aside && <span className="text-xs text-3">{aside}</span>}
      </div>
      {children}
    </section>
  );
}

function Time({ view }: { readonly view: RequestView }) {
  const { createdAtMs, expiresAtMs, asOf } = view;
  const leftMs = Math.max(0, expiresAtMs - asOf);
  const spent = Math.min(1, Math.max(0, (asOf - createdAtMs) / (expiresAtMs - createdAtMs)));
  return (
    <Section title="Time">
      <p className="flex items-baseline gap-2">
        <b className="text-2xl font-semibold tracking-tight tabular-nums">
          <Countdown key={asOf} untilMs={asOf + leftMs} nowMs={asOf} />
        </b>
        <span className="text-3">to decide</span>
      </p>
      <span aria-hidden className="my-1.5 block h-1.5 overflow-hidden rounded-xs bg-surface-3">
        <span className="block h-full bg-border-control" style={{ width: `${spent * 100}%` }} />
      </span>
      <p className="text-xs text-pretty text-2">Expires on {formatExact(expiresAtMs)} without effect.</p>
    </Section>
  );
}

function Signatures({ view }: { readonly view: RequestView }) {
  const missing = Math.max(0, view.needed - view.signed);
  return (
    <Section title="Signatures" aside={`${view.signed} of ${view.needed}`}>
      <div className="grid gap-3">
        {view.signatures.map((signature) => (
          <Signed key={`${signature.name} ${signature.kind}`} signature={signature} nowMs={view.asOf} />
        ))}
        {view.state === "pending" && missing > 0 && <OpenSignature view={view} />}
      </div>
      {view.open && (
        <p className="mt-2 text-xs text-pretty text-3">
          {view.policy}{" "}
          {view.policyNow &&
            `Since then the policy was changed: ${view.policyNow} Whatever asks for more counts. `}
          {view.requester} asked, so their own vote can’t count.
        </p>
      )}
      {!view.open && view.signatures.length === 0 && <p className="text-xs text-3">Nobody voted.</p>}
    </Section>
  );
}

const PROVEN_WORDS = { totp: " with a code", passkey: " with a passkey" } as const;

function Signed({ signature, nowMs }: { readonly signature: Signature; readonly nowMs: number }) {
  const { name, kind, reason, hash, atMs, provenBy, lapsed } = signature;
  const Icon = kind === "approve" ? Check : X;
  return (
    <div>
      <p className="flex min-h-8 items-center gap-2 border-b-[1.5px] border-text pb-1 text-lg leading-snug font-medium">
        <Icon aria-hidden className="size-3.5 shrink-0" />
        <span className="min-w-0 break-words">{name}</span>
      </p>
      <p className="flex justify-between gap-2 pt-1 text-xs text-3">
        <span>
          {kind === "approve" ? "Approved" : "Rejected"}
          {provenBy && PROVEN_WORDS[provenBy]} <RelativeTime instantMs={atMs} nowMs={nowMs} />
        </span>
        <code className="mono" title={hash}>
          {hash.slice(0, 8)}
        </code>
      </p>
      <p className="mt-1 text-xs text-pretty break-words whitespace-pre-line text-2">{reason}</p>
      {lapsed && <p className="mt-1 text-xs text-warn">May not decide any more, so this doesn’t count.</p>}
    </div>
  );
}

const NAMES_SHOWN = 6;

function someOf(names: readonly string[]): string {
  const more = names.length - NAMES_SHOWN;
  return `${names.slice(0, NAMES_SHOWN).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function OpenSignature({ view }: { readonly view: RequestView }) {
  const { deciders, withoutFactor } = view;
  const nobody = deciders.length + withoutFactor.length === 0;
  return (
    <div>
      <p className="flex min-h-8 items-center border-b-[1.5px] border-dashed border-control pb-1 text-lg leading-snug text-3">
        {view.part.kind === "decide" ? "Your signature" : "Open"}
      </p>
      <p className="pt-1 text-xs text-2">
        {nobody && "Nobody else may decide this at the moment. An administrator can give somebody the role."}
        {deciders.length > 0 && `Can still sign: ${someOf(deciders)}.`}{" "}
        {withoutFactor.length > 0 && `Once they have a second factor: ${someOf(withoutFactor)}.`}
      </p>
      {(view.stranded || view.couldBeOwn || nobody) && <Unconfirmed view={view} />}
    </div>
  );
}

/** Out of "I let them in, so nobody can sign for me": somebody else settles whose account it is. */
function Unconfirmed({ view: { unconfirmed, requester } }: { readonly view: RequestView }) {
  if (unconfirmed.length === 0) return null;
  return (
    <ul className="grid gap-1 pt-1 text-xs text-2">
      {unconfirmed.slice(0, NAMES_SHOWN).map(({ name, account }) => (
        <li key={name}>
          {requester} and {name} could be one person, since one alone let the other in. Anybody else who
          decides can settle that on{" "}
          <TextLink href={`/people/${account.id}`}>the page of {account.name}</TextLink>.
        </li>
      ))}
    </ul>
  );
}

function Course({ view }: { readonly view: RequestView }) {
  return (
    <Section title="Course">
      <ol className="grid gap-2">
        <Step done when={<RelativeTime instantMs={view.createdAtMs} nowMs={view.asOf} />}>
          Asked by {view.requester}
        </Step>
        {view.signatures.map(({ name, kind, atMs }) => (
          <Step key={`${name} ${kind}`} done when={<RelativeTime instantMs={atMs} nowMs={view.asOf} />}>
            {kind === "approve" ? "Signed" : "Rejected"} by {name}
          </Step>
        ))}
        {view.glass && (
          <Step done when={<RelativeTime instantMs={view.glass.atMs} nowMs={view.asOf} />}>
            {view.glass.by.name} went ahead alone
          </Step>
        )}
        {view.state === "pending" && (
          <Step when="open">{view.needed === 1 ? "Signature" : "Next signature"}</Step>
        )}
        {view.open ? (
          <Step>{view.external ? "Released once" : "Takes effect once"}</Step>
        ) : (
          view.state !== "rejected" && (
            <Step done when={<RelativeTime instantMs={view.atMs} nowMs={view.asOf} />}>
              {view.stateWords}
            </Step>
          )
        )}
      </ol>
    </Section>
  );
}

function Step({ done = false, when, children }: { done?: boolean; when?: ReactNode; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[14px_minmax(0,1fr)_auto] items-baseline gap-2">
      <span
        aria-hidden
        className={
          done
            ? "size-2 self-center justify-self-center rounded-full bg-text"
            : "size-2 self-center justify-self-center rounded-full shadow-[inset_0_0_0_1.5px_var(--border-control)]"
        }
      />
      <span className={done ? "break-words" : "text-2"}>{children}</span>
      <span className="text-xs whitespace-nowrap text-3">{when}</span>
    </li>
  );
}

function Receipt({ view }: { readonly view: RequestView }) {
  const { effect } = view;
  return (
    <Section title={view.open ? "Receipt so far" : "Receipt"}>
      <dl className="mono grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 rounded-md border border-subtle bg-surface-2 px-3 py-2 text-2xs leading-[17px] text-2 [&_dd]:text-right [&_dt]:text-3">
        <dt>request</dt>
        <dd>{view.label}</dd>
        <dt>action</dt>
        <dd className="break-words">{view.command}</dd>
        <dt>content</dt>
        <dd>
          <HashText value={view.payloadHash} head={6} tail={6} />
        </dd>
        <dt>votes</dt>
        <dd>{view.signatures.length}</dd>
        <dt>state</dt>
        <dd>{view.state}</dd>
        <dt>effect</dt>
        <dd>
          {effect ? (
            effect.href ? (
              <TextLink href={effect.href}>entry {effect.entryId.slice(-8)}</TextLink>
            ) : (
              `entry ${effect.entryId.slice(-8)}`
            )
          ) : (
            "none"
          )}
        </dd>
      </dl>
      {effect && (
        <p className="mt-2 text-xs text-2">
          <TextLink href={`/api/approvals/${view.number}/receipt`} prefetch={false} download>
            Download the receipt
          </TextLink>
          : with the log’s key anybody can verify it, offline.
        </p>
      )}
    </Section>
  );
}
