import { DefinitionRow, DefinitionRows } from "@/components/ui/definition-rows";
import { HashText } from "@/components/ui/hash-text";
import { Notice } from "@/components/ui/notice";
import { PanelSection } from "@/components/ui/panel";
import type { EntrySeal } from "@/lib/domain/audit/seal";

/** Why this entry can be believed, or not. */
export function EntryProofPart({ seal }: { readonly seal: EntrySeal }) {
  return (
    <PanelSection title="Proof">
      {seal.state === "waiting" && (
        <p className="text-2">
          It has no proof yet: entries get their place in the tree and a signature within seconds. Reload the
          page.
        </p>
      )}
      {seal.state === "broken" && (
        <Notice tone="danger" role="alert" title="This is not what was recorded.">
          {seal.words.join(" ")}
        </Notice>
      )}
      {seal.state === "proven" && <Proven seal={seal} />}
    </PanelSection>
  );
}

function Proven({ seal }: { readonly seal: Extract<EntrySeal, { state: "proven" }> }) {
  const { index, size, hashes, root, checkpoint } = seal.proof;
  return (
    <>
      <p className="mb-2 text-2">
        It is what was recorded: its hash leads to the root that the checkpoint over {size} entries signs.
        {seal.erased && " Its words were erased since; who, what and when stand."}
      </p>
      <DefinitionRows>
        <DefinitionRow term="Position">
          <span className="tabular-nums">
            {index} of {size}
          </span>
        </DefinitionRow>
        <DefinitionRow term="Root">
          <HashText value={root} />
        </DefinitionRow>
      </DefinitionRows>
      <details className="mt-2">
        <summary className="w-fit cursor-pointer text-xs text-3">
          Path of {hashes.length} hashes, and the checkpoint
        </summary>
        <ol className="mt-1 grid gap-0.5">
          {hashes.map((hash) => (
            <li key={hash}>
              <HashText value={hash} />
            </li>
          ))}
        </ol>
        <pre className="mono mt-2 text-xs break-all whitespace-pre-wrap">{checkpoint}</pre>
      </details>
    </>
  );
}
