import { ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { CopyField } from "@/components/ui/copy-field";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { LogSeal } from "@/lib/domain/audit/seal";
import { counted } from "@/lib/domain/kernel/counted";
import type { InstantMs } from "@/lib/domain/kernel/ids";
import { CheckNowForm } from "./check-now-form";

type LogSealProps = { readonly seal: LogSeal; readonly asOf: InstantMs };

/** Whether the log is what it was: how far it is signed and checked; what was tampered with, first and loudest. */
export function LogSealPart({ seal, asOf }: LogSealProps) {
  return (
    <section aria-label="State of the log" className="mb-4 grid gap-2">
      {seal.faults.length > 0 && <Faults seal={seal} asOf={asOf} />}
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 rounded-md border bg-surface px-3 py-2">
        <Fact term="In the tree">{counted(seal.size, "entry", "entries")}</Fact>
        <Fact term="Signed">
          {seal.checkpoint ? (
            <>
              {seal.checkpoint.size === seal.size ? "all" : `the first ${seal.checkpoint.size}`},{" "}
              <RelativeTime instantMs={seal.checkpoint.atMs} nowMs={asOf} />
            </>
          ) : (
            "not yet"
          )}
        </Fact>
        <Fact term="Checked">
          <Checked seal={seal} asOf={asOf} />
        </Fact>
        <div className="no-print ml-auto flex flex-wrap items-center gap-2 max-sm:ml-0">
          <CheckNowForm />
        </div>
      </div>
      <KeyPart seal={seal} />
    </section>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-1.5">
      <span className="text-3">{term}</span>
      <span className="tabular-nums">{children}</span>
    </span>
  );
}

function Checked({ seal, asOf }: LogSealProps) {
  const { done, under, asked } = seal.check;
  if (under)
    return (
      <>
        {under.checked} of {under.target}, going on
      </>
    );
  if (asked) return <>starts within seconds</>;
  if (!done) return <>not yet</>;
  return (
    <>
      {seal.faults.length === 0 && <ShieldCheck aria-hidden className="mr-1 inline size-3.5 text-good" />}
      {done.size === seal.size ? "all" : `the first ${done.size}`},{" "}
      <RelativeTime instantMs={done.atMs} nowMs={asOf} />
      {seal.faults.length === 0 && ", nothing found"}
    </>
  );
}

function Faults({ seal, asOf }: LogSealProps) {
  const first = seal.faults[0];
  return (
    <div role="alert" className="rounded-md border border-gap-line bg-gap-tint px-3 py-2">
      <p className="font-medium text-bad">
        The log was changed behind the application’s back: {counted(seal.faults.length, "finding")}
        {first && (
          <>
            , first seen <RelativeTime instantMs={first.atMs} nowMs={asOf} />
          </>
        )}
        .
      </p>
      <ul className="my-1.5 list-disc pl-5">
        {seal.faults.map((fault) => (
          <li key={fault.words} className="break-words">
            {fault.words}
            {fault.number !== null && fault.kind !== "removed" && (
              <>
                {" "}
                <TextLink href={`/audit?entry=${fault.number}`}>Open entry {fault.number}</TextLink>
              </>
            )}
          </li>
        ))}
      </ul>
      <p className="text-2">
        Keep a copy of the database and of the file of checkpoints as they are, export the log, and find out
        who had access to the database.
      </p>
    </div>
  );
}

function KeyPart({ seal }: { readonly seal: LogSeal }) {
  return (
    <details className="text-2">
      <summary className="w-fit cursor-pointer text-xs text-3">Key to check it with, and how</summary>
      <div className="mt-2 grid max-w-[80ch] gap-2">
        <CopyField label="Public key of this log" value={seal.key} />
        {seal.formerKeys.length > 0 && (
          <Notice title="Other keys signed before:">
            {seal.formerKeys.map((key) => (
              <code key={key} className="mono block break-all text-xs">
                {key}
              </code>
            ))}
          </Notice>
        )}
        <p>
          Every entry is hashed into a tree (RFC 6962) whose root is signed every few seconds. Keep the key
          apart from this installation: with it an{" "}
          <a href="/api/audit/export" className="underline underline-offset-2">
            export of the log
          </a>{" "}
          is checked offline by <code className="mono">countersign verify</code>, which names every entry that
          was changed, removed or added. The newest signed checkpoint is public at{" "}
          <code className="mono">/api/v1/checkpoint</code>.
        </p>
      </div>
    </details>
  );
}
