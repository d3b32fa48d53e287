"use client";

import Link from "next/link";
import { Fragment } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { addDataClasses } from "@/lib/features/assets/actions";
import { additionsOf, type Gap } from "@/lib/features/assets/present";

type GapHintsProps = {
  readonly systemId: string;
  readonly gaps: readonly Gap[];
  /** Which side of each contradiction has to be named: the page is that of the other. */
  readonly names: "place" | "asset";
  readonly mayEdit: boolean;
};

/** As many are added with one click. */
const GAPS_SHOWN = 50;

/** Where an asset and its places contradict each other, with one click that lets the places say it too. */
export function GapHints({ systemId, gaps: all, names, mayEdit }: GapHintsProps) {
  if (all.length === 0) return null;
  const gaps = all.slice(0, GAPS_SHOWN);
  return (
    <div className="mb-4 max-w-[860px]">
      <Notice
        tone="warning"
        title={TITLE[names]}
        actions={mayEdit && <AddForm systemId={systemId} gaps={gaps} />}
      >
        Rules read only what components and flows say of their own data, so threats and numbers leave this out
        until it is added there.
      </Notice>
      <ul className="mt-1.5 list-disc pl-8">
        {gaps.map((gap) => (
          <li key={`${gap.asset.ref}${gap.place.id}`}>{sentence(gap, names)}</li>
        ))}
      </ul>
      {all.length > GAPS_SHOWN && (
        <p className="mt-1 text-xs text-3">
          The first {GAPS_SHOWN} of {all.length} are shown.
        </p>
      )}
    </div>
  );
}

const TITLE = {
  place: "Where it lies, not all of its data classes are named.",
  asset: "An asset that lies here has data classes that are not named here.",
} as const;

function sentence({ asset, place, stated, missingWords }: Gap, names: GapHintsProps["names"]) {
  const says = stated === null ? "nobody has said which data are there" : `named there: ${stated}`;
  return names === "place" ? (
    <>
      {place.ref} {place.name} lacks {missingWords}; {says}.
    </>
  ) : (
    <>
      <Link href={asset.href} prefetch={false} className="link underline">
        {asset.ref} {asset.name}
      </Link>{" "}
      is also {missingWords}.
    </>
  );
}

function AddForm({ systemId, gaps }: Pick<GapHintsProps, "systemId" | "gaps">) {
  const additions = additionsOf(gaps);
  return (
    <ActionForm key={additions.map(({ id, version }) => `${id}@${version}`).join()} action={addDataClasses}>
      {(form) => (
        <>
          <input type="hidden" name="systemId" value={systemId} />
          {additions.map(({ id, version, dataClasses }, index) => (
            <Fragment key={id}>
              <input type="hidden" name={`additions.${index}.id`} value={id} />
              <input type="hidden" name={`additions.${index}.version`} value={version} />
              {dataClasses.map((one) => (
                <input key={one} type="hidden" name={`additions.${index}.dataClasses[]`} value={one} />
              ))}
            </Fragment>
          ))}
          {form.error("additions") && <p className="mb-1 text-bad">{form.error("additions")}</p>}
          <SubmitButton variant="secondary">Add them there</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
