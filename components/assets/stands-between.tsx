import Link from "next/link";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { formatPercent } from "@/components/ui/format-number";
import { SectionHeader } from "@/components/ui/page-header";
import { SeverityMark } from "@/components/ui/severity-mark";
import { StateLabel } from "@/components/ui/state-mark";
import type { ThreatBefore } from "@/lib/domain/posture/asset-dossier";
import { LAYERS } from "@/lib/domain/threats/vocabulary";
import { LAYER_WORD } from "@/lib/domain/threats/words";
import type { AssetView, PlaceBefore } from "@/lib/features/assets/present";

const PLACES_SHOWN = 40;

/** For each place of an asset: the threats there, and in which layers something with credit stands before them. */
export function StandsBetween({ view: { system, places } }: { readonly view: AssetView }) {
  return (
    <section aria-labelledby="between" className="mt-10">
      <SectionHeader
        id="between"
        title="What stands between"
        aside={
          <Link href={`/systems/${system.slug}/threats?view=layers`} prefetch={false} className="link">
            All threats by layer
          </Link>
        }
      />
      {places.length === 0 ? (
        <p className="text-2">It lies nowhere yet, so no threat leads to it. Say below where it lies.</p>
      ) : (
        <>
          <p className="mb-3 max-w-[96ch] text-2">
            Threats found at each of its places, with the layers in which a proven or claimed control stands
            before them, the weakest over their findings there. Levels are those of the whole threat; what is
            left is that of the worst finding here.
          </p>
          {places.slice(0, PLACES_SHOWN).map((place) => (
            <Place key={place.id} place={place} slug={system.slug} />
          ))}
          {places.length > PLACES_SHOWN && (
            <p className="mt-2 text-xs text-3">
              {PLACES_SHOWN} of {places.length} places are shown.
            </p>
          )}
        </>
      )}
    </section>
  );
}

function Place({ place, slug }: { readonly place: PlaceBefore; readonly slug: string }) {
  const name = `${place.ref} ${place.name}`;
  return (
    <div className="mb-6">
      <h3 className="mb-1.5">
        <Link
          href={`/systems/${slug}/architecture#${place.ref}`}
          prefetch={false}
          className="hover:underline"
        >
          {name}
        </Link>
      </h3>
      {place.threats.length === 0 ? (
        <p className="text-2">No threat was found here. Where little is known of it, that says little.</p>
      ) : (
        <DataTable label={`Threats at ${name}`} phone="blocks">
          <thead>
            <tr>
              <Th className="w-[32%]">Threat</Th>
              <Th className="w-[8%]">Level</Th>
              {LAYERS.map((layer) => (
                <Th key={layer} className="w-[13%]">
                  {LAYER_WORD[layer]}
                </Th>
              ))}
              <Th numeric className="w-[8%]">
                Rate left
              </Th>
            </tr>
          </thead>
          <tbody>
            {place.threats.map((before) => (
              <Row key={before.threat.id} before={before} slug={slug} />
            ))}
          </tbody>
        </DataTable>
      )}
    </div>
  );
}

function Row({ before, slug }: { readonly before: ThreatBefore; readonly slug: string }) {
  const { threat, level, layers, residual, findings, open, accepted } = before;
  const notes = [
    findings > 1 ? `${findings} findings` : null,
    open > 0 ? `${open} open` : null,
    accepted > 0 ? `${accepted} left open on purpose` : null,
  ];
  return (
    <tr>
      <TdName
        href={`/systems/${slug}/threats?view=layers&threat=${threat.id}`}
        detail={notes.filter(Boolean).join(", ") || undefined}
      >
        {threat.name}
      </TdName>
      <Td label="Level">{level && <SeverityMark severity={level} />}</Td>
      {LAYERS.map((layer) => {
        const { state, findings: covered } = layers[layer];
        return (
          <Td key={layer} label={LAYER_WORD[layer]} quiet={state === null}>
            {state === null ? "Empty" : <StateLabel state={state} />}
            {state !== null && covered < findings && (
              <span className="ml-1.5 text-xs whitespace-nowrap text-3">
                {covered} of {findings}
              </span>
            )}
          </Td>
        );
      })}
      <Td numeric label="Rate left">
        {formatPercent(residual)}
      </Td>
    </tr>
  );
}
