import { ShieldCheck } from "lucide-react";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { FilterAdd, FilterChip } from "@/components/ui/filter-chip";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { STANDING_WORD, STANDINGS } from "@/lib/domain/controls/vocabulary";
import type { ClaimRow, ControlRow } from "@/lib/features/controls/present";
import type { ControlSearch } from "@/lib/features/controls/schema";
import { ClaimsTable } from "./claims-table";
import { ControlsTable } from "./controls-table";

type ControlsPageProps = {
  readonly system: { readonly slug: string; readonly name: string };
  readonly search: ControlSearch;
  readonly rows: readonly ControlRow[];
  readonly total: number;
  readonly mechanisms: readonly { readonly id: string; readonly name: string }[];
  readonly claims: readonly ClaimRow[];
  readonly currency: string;
  readonly mayEdit: boolean;
  readonly mayPlace: boolean;
  readonly saved?: string | undefined;
};

/** The controls of a system, and below them what is only stated on its elements. */
export function ControlsPage(props: ControlsPageProps) {
  const { system, rows, total, claims, currency, mayEdit, mayPlace, saved } = props;
  const base = `/systems/${system.slug}/controls`;
  return (
    <div className="p-page-x">
      <PageHeader
        title="Controls"
        lede="Mechanisms in use, planned or proposed on named flows and components. Only proof earns full credit."
        actions={
          mayEdit &&
          mayPlace && (
            <ButtonLink href={`${base}/new`} variant="primary">
              New control
            </ButtonLink>
          )
        }
      />
      {saved && (
        <Notice tone="info" role="status" className="mb-4 max-w-[760px]">
          {saved} is saved.
        </Notice>
      )}
      {total === 0 ? (
        <NoControls {...props} />
      ) : (
        <>
          <Filters {...props} base={base} />
          <ControlsTable rows={rows} currency={currency} mayEdit={mayEdit} />
        </>
      )}
      <ClaimsTable claims={claims} mayEdit={mayEdit} />
    </div>
  );
}

function NoControls({ system, mayEdit, mayPlace }: ControlsPageProps) {
  const drawing = `/systems/${system.slug}/architecture`;
  return (
    <EmptyState
      icon={<ShieldCheck aria-hidden />}
      title="No control yet"
      action={
        !mayPlace && (
          <ButtonLink href={drawing}>{mayEdit ? "Draw the architecture" : "Architecture"}</ButtonLink>
        )
      }
    >
      {mayPlace
        ? "A control is a mechanism on named flows or components. Threats fall, and milliseconds and costs rise, by it."
        : "Controls stand on flows and components, and none is drawn yet."}
    </EmptyState>
  );
}

function href(base: string, search: ControlSearch): string {
  const pairs = Object.entries(search).filter(
    (pair): pair is [string, string] => typeof pair[1] === "string" && pair[1] !== "",
  );
  return pairs.length === 0 ? base : `${base}?${new URLSearchParams(pairs)}`;
}

/** Plain GET forms, so they work before any script. */
function Filters({ search, mechanisms, rows, total, base }: ControlsPageProps & { readonly base: string }) {
  const { standing, mechanism } = search;
  const isNarrowed = standing !== undefined || mechanism !== undefined;
  return (
    <div className="no-print mb-3 flex flex-wrap items-center gap-1.5">
      {standing && (
        <FilterChip name="Standing" value={STANDING_WORD[standing]} removeHref={href(base, { mechanism })} />
      )}
      {mechanism && (
        <FilterChip
          name="Mechanism"
          value={mechanisms.find(({ id }) => id === mechanism)?.name ?? mechanism}
          removeHref={href(base, { standing })}
        />
      )}
      <FilterAdd label={isNarrowed ? "Change filters" : "Filter"}>
        <form action={base} className="grid gap-3">
          <Chosen
            name="standing"
            label="Standing"
            value={standing}
            options={STANDINGS.map((one) => [one, STANDING_WORD[one]])}
          />
          <Chosen
            name="mechanism"
            label="Mechanism"
            value={mechanism}
            options={mechanisms.map(({ id, name }) => [id, name])}
          />
          <Button type="submit" variant="primary">
            Show
          </Button>
        </form>
      </FilterAdd>
      {isNarrowed && (
        <span role="status" className="ml-1 text-xs text-3">
          {rows.length} of {total}
        </span>
      )}
    </div>
  );
}

type ChosenProps = {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [string, string])[];
};

function Chosen({ name, label, value = "", options }: ChosenProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Select {...control} key={value} name={name} defaultValue={value}>
          <option value="">Any</option>
          {options.map(([option, word]) => (
            <option key={option} value={option}>
              {word}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
