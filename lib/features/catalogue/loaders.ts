import "server-only";
import { type ControlUse, listControlUses, listModels } from "@/lib/db/model";
import { listStrengthsOf } from "@/lib/db/own-strengths";
import { listSystems } from "@/lib/db/systems";
import { entriesAbout } from "@/lib/domain/catalogue/kinds";
import type { Mechanism } from "@/lib/domain/catalogue/mechanism";
import { strengthsView } from "@/lib/domain/catalogue/own-strengths";
import type { Threat } from "@/lib/domain/catalogue/threat";
import { hiddenSystems, mayInOrganisation } from "@/lib/domain/people/may";
import { rulesOfThreat } from "@/lib/domain/threats/compile-rules";
import { deriveFindings } from "@/lib/domain/threats/derive-findings";
import { compiledRules, knowledge, modelCatalogue, proofItems } from "@/lib/server/catalogue";
import { defineLoader } from "@/lib/server/loader";
import { organisationCatalogue } from "@/lib/server/organisation-catalogue";

/** A system that has a threat, with how many findings. */
export type ThreatUse = {
  readonly systemSlug: string;
  readonly systemName: string;
  readonly findings: number;
};

/** All threats and mechanisms, and how many controls of each mechanism this person can see. */
export const loadCatalogue = defineLoader({
  permission: "self",
  load: async ({ read, actor }) => {
    const [catalogue, uses] = await Promise.all([
      organisationCatalogue(read),
      listControlUses(read, hiddenSystems(actor)),
    ]);
    return { catalogue, uses };
  },
});

/** One threat with the rules that find it and the systems that have it; null where the catalogue has none of this id. */
export const loadThreat = defineLoader({
  permission: "self",
  load: async ({ read, actor }, id: string) => {
    const [catalogue, rules, about] = await Promise.all([
      organisationCatalogue(read),
      compiledRules(),
      knowledge(),
    ]);
    const threat: Threat | undefined = catalogue.threats.find((entry) => entry.id === id);
    if (!threat) return null;
    const systems = await listSystems(read, hiddenSystems(actor));
    const models = await listModels(read, systems);
    const ofThreat = rulesOfThreat(rules, id);
    const uses = systems.flatMap((system): readonly ThreatUse[] => {
      const model = models.get(system.id);
      const found = model ? deriveFindings(model, system, ofThreat).findings : [];
      const findings = found.filter((finding) => finding.threat === id).length; // Stated ones are of any threat.
      return findings > 0 ? [{ systemSlug: system.slug, systemName: system.name, findings }] : [];
    });
    const mayChange = mayInOrganisation(actor, "catalogue:manage");
    return { catalogue, threat, uses, mayChange, seeAlso: entriesAbout(about, "threats", id) };
  },
});

/** One mechanism with the controls of it; null where the catalogue has none of this id. */
export const loadMechanism = defineLoader({
  permission: "self",
  load: async ({ read, actor }, id: string) => {
    const [catalogue, proofs, about] = await Promise.all([
      organisationCatalogue(read),
      proofItems(),
      knowledge(),
    ]);
    const mechanism: Mechanism | undefined = catalogue.mechanisms.find((entry) => entry.id === id);
    if (!mechanism) return null;
    const uses = await listControlUses(read, hiddenSystems(actor));
    const ofMechanism: readonly ControlUse[] = uses.filter((use) => use.mechanism === id);
    const seeAlso = entriesAbout(about, "mechanisms", id);
    return { catalogue, mechanism, proofs: proofs.get(id) ?? [], uses: ofMechanism, seeAlso };
  },
});

/** A mechanism against a threat: strengths of the product and of the organisation; null where the product rates nothing. */
export const loadStrengths = defineLoader({
  permission: "self",
  load: async ({ read, actor }, threatId: string, mechanismId: string) => {
    const { threats, mechanisms } = await modelCatalogue();
    const threat = threats.find(({ id }) => id === threatId);
    const mechanism = mechanisms.find(({ id }) => id === mechanismId);
    const rows = threat?.strengths.filter((row) => row.mechanism === mechanismId) ?? [];
    if (!threat || !mechanism || rows.length === 0) return null;
    const own = await listStrengthsOf(read, threatId, mechanismId);
    return strengthsView({
      threat,
      mechanism,
      rows,
      own,
      mayChange: mayInOrganisation(actor, "catalogue:manage"),
    });
  },
});
