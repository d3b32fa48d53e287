import "server-only";
import { listSystems } from "@/lib/db/systems";
import { listTokens } from "@/lib/db/tokens";
import { formatNoteKey } from "@/lib/domain/audit/signed-note";
import { hiddenSystems, mayInOrganisation, mayOnSystem } from "@/lib/domain/people/may";
import { servedCli } from "@/lib/server/cli-file";
import { defineLoader } from "@/lib/server/loader";
import { logSigner, sha256 } from "@/lib/server/log-key";
import { publicAddress } from "@/lib/server/mail";

const TOKENS_SHOWN = 200;

/** One's own tokens, for who manages people everybody's, and what a pipeline needs to use one. */
export const loadTokens = defineLoader({
  permission: "self",
  load: async ({ read, actor, asOf }) => {
    const all = mayInOrganisation(actor, "people:manage");
    const [tokens, systems, cli] = await Promise.all([
      listTokens(read, all ? null : actor.id, TOKENS_SHOWN),
      listSystems(read, hiddenSystems(actor)),
      servedCli(),
    ]);
    return {
      tokens,
      systems: systems.map(({ id, name, slug }) => ({ id, name, slug })),
      mine: systems
        .filter(({ id }) => mayOnSystem(actor, id, "external:ask"))
        .map(({ id, name }) => ({ id, name })),
      me: actor.id,
      mayAsk: mayInOrganisation(actor, "tokens:ask"),
      all,
      cli: cli && { hash: cli.hash, url: publicAddress("/cli/countersign.mjs") },
      key: formatNoteKey(sha256, logSigner()),
      address: publicAddress("/").replace(/\/$/, ""),
      asOf,
    };
  },
});
