import { ChevronLeft, Clock } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { ButtonLink } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { formatExact } from "@/components/ui/format-time";
import { Notice } from "@/components/ui/notice";
import { SectionHeader } from "@/components/ui/page-header";
import { SignaturePips } from "@/components/ui/signature-pips";
import { TextLink } from "@/components/ui/text-link";
import { counted } from "@/lib/domain/kernel/counted";
import { type ApprovalsView, approvalsHref, type RequestView } from "@/lib/features/approvals/present";
import { BootstrapNotice } from "./bootstrap-notice";
import { Countdown } from "./countdown";
import { BreakGlassForm, ReviewForm } from "./emergency-forms";
import { GlassNotice } from "./emergency-notice";
import { InboxKeys } from "./inbox-keys";
import { RequestChanges, SinceLastTime } from "./request-changes";
import { RequestList, StateIcon } from "./request-list";
import { RequestRail } from "./request-rail";
import { RiskMark } from "./risk-mark";
import { VoteForms } from "./vote-forms";
import { WithdrawForm } from "./withdraw-form";

type RequestPageProps = {
  readonly view: RequestView;
  /** The list that it was opened from. */
  readonly inbox: ApprovalsView;
};

const hrefIn = ({ groups }: ApprovalsView, { number, href }: RequestView): string =>
  groups.flatMap(({ rows }) => rows).find((row) => row.number === number)?.href ?? href;

/** One request: who asks and why, exactly what changes, what is signed; beside it time, signatures and receipt. */
export function RequestPage({ view, inbox }: RequestPageProps) {
  const back = approvalsHref(inbox.search, { before: undefined });
  return (
    <div className="grid min-w-0 lg:min-h-dvh lg:grid-cols-[minmax(0,1fr)_312px] xl:grid-cols-[272px_minmax(0,1fr)_312px] print:block">
      <nav
        aria-label="Requests"
        className="no-print sticky top-0 hidden h-dvh min-w-0 overflow-y-auto border-r py-1 xl:block"
      >
        <RequestList groups={inbox.groups} nowMs={inbox.asOf} opened={view.number} />
        <p className="px-4 py-2 text-xs">
          <TextLink href={back} className="inline-flex min-h-6 items-center">
            The whole list
          </TextLink>
        </p>
      </nav>
      <InboxKeys
        key={view.number}
        hrefs={inbox.groups.flatMap(({ rows }) => rows.map(({ href }) => href))}
        opened={{ href: hrefIn(inbox, view), back }}
        singleKeys={inbox.singleKeys}
      />
      <article className="min-w-0 p-page-x" aria-label={view.label}>
        <TextLink
          href={back}
          className="no-print mb-3 inline-flex min-h-6 items-center gap-1 text-xs text-text-3! xl:hidden"
        >
          <ChevronLeft aria-hidden className="size-3.5" /> Approvals
        </TextLink>
        <Head view={view} />
        <blockquote className="mt-3 max-w-[68ch] border-l-2 border-strong pl-3 text-pretty whitespace-pre-line text-2">
          {view.asked || "No words were added."}
        </blockquote>
        <Ending view={view} />
        <GlassNotice view={view} />
        <SinceLastTime view={view} />
        <RequestChanges view={view} />
        <Touches view={view} />
        <SignedContent view={view} />
        <section className="mt-5">
          <SectionHeader title="How such requests are decided" aside="90 days, this action" />
          <p className="max-w-[80ch] text-pretty text-2">{view.habits}</p>
        </section>
        <MyPart view={view} />
        {view.breaking && <BreakGlassForm request={voteOf(view)} stepUp={view.breaking.stepUp} />}
        {view.mayReview && <ReviewForm request={voteOf(view)} />}
      </article>
      <RequestRail view={view} />
    </div>
  );
}

function Head({ view }: { readonly view: RequestView }) {
  return (
    <header>
      <p className="mb-1.5 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-xs text-3">
        <Chip tone="solid" icon={view.state === "pending" ? undefined : <StateIcon state={view.state} />}>
          {view.state === "pending" ? (
            <>
              <SignaturePips signed={view.signed} needed={view.needed} /> {view.signed} of {view.needed}{" "}
              signed
            </>
          ) : (
            view.stateWords
          )}
        </Chip>
        {view.open && <RiskMark risk={view.risk} why={view.riskWords} />}
        <span className="mono">{view.label}</span>
        {view.systemHref ? (
          <TextLink href={view.systemHref}>{view.system}</TextLink>
        ) : (
          <span>{view.system}</span>
        )}
      </p>
      <h1 className="text-balance break-words">{view.about}</h1>
      <p className="mt-1 flex flex-wrap items-center gap-2 text-2">
        <Avatar name={view.requester} decorative />
        <span>
          {view.requester} asked on{" "}
          <time dateTime={new Date(view.createdAtMs).toISOString()}>{formatExact(view.createdAtMs)}</time>
        </span>
      </p>
    </header>
  );
}

function Scheduled({ view }: { readonly view: RequestView }) {
  const { notBeforeMs, asOf, part } = view;
  const why = view.glass ? "It goes ahead without its signatures." : "Every signature is there.";
  if (notBeforeMs === null || notBeforeMs <= asOf)
    return (
      <Notice className="mt-4" title={why}>
        {view.external
          ? `It waits until the program that asked collects it, and is released to it once. After ${formatExact(view.expiresAtMs)} it can’t be collected any more.`
          : "It takes effect within seconds."}
      </Notice>
    );
  const stop = part.kind === "decide" ? "#reject" : part.kind === "withdraw" ? "#withdraw" : null;
  return (
    <Notice
      className="mt-4"
      tone="warning"
      icon={<Clock aria-hidden />}
      title={
        <>
          {view.external ? "Can be collected in" : "Takes effect in"}{" "}
          <Countdown key={asOf} untilMs={notBeforeMs} nowMs={asOf} className="tabular-nums" />.
        </>
      }
      actions={stop && <ButtonLink href={stop}>{stop === "#reject" ? "Stop it" : "Take it back"}</ButtonLink>}
    >
      {why} Until {formatExact(notBeforeMs)} everybody who may approve can stop it, and {view.requester} can
      take it back.
    </Notice>
  );
}

const ENDING_TITLE = {
  executed: "It took effect.",
  failed: "It was approved and had no effect.",
  rejected: "It was rejected.",
  withdrawn: "It was withdrawn.",
  expired: "It expired without effect.",
  stale: "What it is about changed meanwhile, so it had no effect.",
} as const;

function Ending({ view }: { readonly view: RequestView }) {
  if (view.state === "pending") return view.bootstrap ? <BootstrapNotice className="mt-4" /> : null;
  if (view.state === "scheduled") return <Scheduled view={view} />;
  const released = view.external && view.state === "executed";
  const title = released ? "It was released to the program that asked." : ENDING_TITLE[view.state];
  const more = view.state === "executed" ? null : view.outcome;
  const again = view.state === "stale" || view.state === "failed" || view.state === "expired";
  return (
    <Notice
      className="mt-4"
      tone={view.state === "stale" || view.state === "failed" ? "warning" : "plain"}
      icon={<StateIcon state={view.state} />}
      title={title}
    >
      {more} {again && "Nothing was changed; it can be asked for again."}
    </Notice>
  );
}

/** What it reaches, and what that carries already. */
function Touches({ view }: { readonly view: RequestView }) {
  const { surroundings, systemHref, criticality } = view;
  return (
    <section className="mt-5">
      <SectionHeader title="What it touches" />
      {systemHref && surroundings ? (
        <p className="max-w-[80ch] text-pretty text-2">
          <TextLink href={systemHref}>{view.system}</TextLink>, criticality {criticality} of 4.{" "}
          {view.open &&
            `It carries ${surroundings.exceptions === 0 ? "no standing exception" : counted(surroundings.exceptions, "standing exception")} already; ${surroundings.otherOpen === 0 ? "no" : surroundings.otherOpen} other open ${surroundings.otherOpen === 1 ? "request concerns" : "requests concern"} it.`}
        </p>
      ) : (
        <p className="text-2">The whole organisation.</p>
      )}
      {view.open && <p className="mt-1 text-xs text-pretty text-3">{view.riskWords}.</p>}
    </section>
  );
}

function SignedContent({ view }: { readonly view: RequestView }) {
  const parts = view.payloadHash.match(/.{8}/g) ?? [];
  const same = view.signatures.filter(({ kind }) => kind === "approve").map(({ name }) => name);
  return (
    <section className="mt-5">
      <SectionHeader title="What you sign" aside="SHA-256 of the canonical content" />
      <div className="rounded-lg border p-3">
        <code
          title={view.payloadHash}
          className="mono flex flex-wrap gap-x-3.5 gap-y-1 text-sm leading-5 font-medium"
        >
          {parts.map((part, place) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of a hash have no identity but their place
              key={place}
              className={
                place === 0 || place === parts.length - 1
                  ? "rounded-sm bg-accent-tint px-0.5 text-accent"
                  : ""
              }
            >
              {part}
            </span>
          ))}
        </code>
        {same.length > 0 && <p className="mt-1.5 text-xs text-good">Same as {same.join(" and ")} signed</p>}
        <details className="mt-2">
          <summary className="link inline-flex min-h-6 cursor-pointer items-center text-xs">
            Full content
          </summary>
          <pre className="mono mt-1 rounded-md bg-surface-2 p-2 text-xs break-words whitespace-pre-wrap">
            {view.content}
          </pre>
        </details>
      </div>
    </section>
  );
}

function MyPart({ view }: { readonly view: RequestView }) {
  const { part } = view;
  if (part.kind === "decide")
    return <VoteForms request={voteOf(view)} stepUp={part.stepUp} barred={part.barred} />;
  if (part.kind === "withdraw") return <WithdrawForm requestId={view.id} />;
  if (part.why === null) return null;
  return (
    <Notice className="mt-6" title={part.kind === "none" ? "Nothing for you to do here." : ""}>
      {part.why}
    </Notice>
  );
}

const voteOf = ({ id, systemId, payloadHash, state }: RequestView) => ({
  id,
  systemId,
  payloadHash,
  signable: state === "pending",
});
