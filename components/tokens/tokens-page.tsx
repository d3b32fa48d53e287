import { KeyRound } from "lucide-react";
import { CopyField } from "@/components/ui/copy-field";
import { DefinitionRow, DefinitionRows } from "@/components/ui/definition-rows";
import { EmptyState } from "@/components/ui/empty-state";
import { SectionHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import type { TokensView } from "@/lib/features/tokens/present";
import { AskForm } from "./ask-form";
import { TokenTable } from "./token-table";

/** Tokens with which programs speak for people, and what a pipeline needs to use one. */
export function TokensPage({ view }: { readonly view: TokensView }) {
  return (
    <div className="grid gap-8">
      <section aria-labelledby="tokens">
        <SectionHeader id="tokens" title="Tokens" aside={view.all ? "of everybody" : "yours"} />
        <p className="mb-3 max-w-[80ch] text-2">
          A token lets a program ask for external actions in its owner’s name, and nothing else. What it asks
          for counts as its owner’s own request: they can’t sign it.
        </p>
        {view.rows.length > 0 ? (
          <TokenTable view={view} />
        ) : (
          <EmptyState icon={<KeyRound aria-hidden />} title="No tokens yet">
            {view.mayAsk
              ? "Ask for one below; somebody else signs for it."
              : "Engineers, security leads and administrators ask for tokens."}
          </EmptyState>
        )}
      </section>
      {view.mayAsk && (
        <section aria-labelledby="ask">
          <SectionHeader id="ask" title="Ask for a token" />
          <AskForm systems={view.systems} />
        </section>
      )}
      <Pipeline view={view} />
    </div>
  );
}

function Pipeline({ view: { cli, snippets, key } }: { readonly view: TokensView }) {
  return (
    <section aria-labelledby="pipeline">
      <SectionHeader id="pipeline" title="In a pipeline" />
      {cli ? (
        <div className="grid max-w-[880px] gap-4">
          <p className="text-2">
            One file without dependencies, for Node 18 or newer. Give it the token as COUNTERSIGN_TOKEN. It
            ends with 0 only when this very content was approved, and releases it once.{" "}
            <TextLink href="/api/v1/openapi.json">The API as OpenAPI 3.1</TextLink>
          </p>
          <DefinitionRows>
            <DefinitionRow term="File">
              <TextLink href="/cli/countersign.mjs">/cli/countersign.mjs</TextLink>
            </DefinitionRow>
            <DefinitionRow term="SHA-256">
              <span className="mono break-all">{cli.hash}</span>
            </DefinitionRow>
          </DefinitionRows>
          <CopyField label="Key to verify receipts and exports with (countersign.pub)" value={key} />
          {snippets.map(({ label, text }) => (
            <CopyField key={label} label={label} value={text} />
          ))}
        </div>
      ) : (
        <p className="text-2">
          This installation was started without its command line tool. Start it with “npm start”, which makes
          it.
        </p>
      )}
    </section>
  );
}
