import { ArrowRight, Trash2 } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import type { FormHandle } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import type { Sketch, SketchElement } from "@/lib/domain/architecture/diagram/sketch";
import { ELEMENT_PREFIX } from "@/lib/domain/architecture/vocabulary";
import { zonesToStandIn } from "@/lib/domain/architecture/zone-tree";
import type { ElementId } from "@/lib/domain/kernel/ids";
import type { Issue } from "@/lib/domain/kernel/refusal";
import { presentProperties } from "@/lib/features/architecture/present";
import { OwnInputs } from "../own-inputs";
import { PropertyGroupFields } from "../property-group-fields";
import { PropertyInput } from "../property-input";
import { KIND_WORD } from "../words";
import type { BoardProps } from "./board-props";
import { readElement } from "./read-element";

interface ElementPanelProps {
  readonly element: SketchElement;
  readonly sketch: Sketch;
  readonly forms: BoardProps["forms"];
  readonly issues: readonly Issue[];
  readonly mayEdit: boolean;
  /** What the form says now; its properties that are stated again. */
  readonly onChange: (element: SketchElement, attested: readonly string[]) => void;
  readonly onTakeOut: () => void;
  readonly onChoose: (id: ElementId) => void;
}

/** The form of the element that is chosen. What is written counts at once; nothing is saved before the person says so. */
export function ElementPanel(props: ElementPanelProps) {
  const { element, mayEdit, onTakeOut } = props;
  return (
    <>
      <h2 className="mb-3 text-md font-semibold">{nameOf(element)}</h2>
      <fieldset disabled={!mayEdit} className="min-w-0">
        <legend className="sr-only">{nameOf(element)}</legend>
        <ElementFields {...props} />
      </fieldset>
      {element.kind === "component" && <FlowsOf {...props} />}
      {mayEdit && (
        <div className="mt-4 border-t border-subtle pt-3">
          <Button variant="danger" icon={<Trash2 aria-hidden />} onClick={onTakeOut}>
            Take this {KIND_WORD[element.kind]} out
          </Button>
        </div>
      )}
    </>
  );
}

/** F-12 Web to API; New component. */
export function nameOf({ kind, number, name }: SketchElement): string {
  if (number === 0) return name ? `New: ${name}` : `New ${KIND_WORD[kind]}`;
  return `${ELEMENT_PREFIX[kind]}-${number} ${name}`;
}

/** The fields stand as they were when the form was opened: what is typed must not be taken out of somebody's hands. */
function ElementFields({ element: now, sketch, forms, issues, onChange }: ElementPanelProps) {
  const form = useRef<HTMLFormElement>(null);
  const [element] = useState(now);
  const [unread, setUnread] = useState<readonly Issue[]>([]);
  const { first, groups } = useMemo(
    () =>
      presentProperties(element.kind, element, {
        catalogue: { properties: forms.properties },
        people: new Map(forms.people),
        claims: forms.claims,
      }),
    [element, forms],
  );
  const handle = localHandle([...unread, ...issues]);
  const onInput = () => {
    if (!form.current) return;
    const read = readElement(new FormData(form.current), now, forms.properties);
    setUnread(read.issues);
    onChange(read.element, read.attested);
  };
  return (
    <form
      ref={form}
      noValidate
      onChange={onInput}
      onSubmit={(event) => event.preventDefault()}
      className="grid gap-3.5"
    >
      <OwnInputs
        form={handle}
        prefix=""
        kind={element.kind}
        name={element.name}
        written={writtenOf(element)}
        zones={zonesFor(element, sketch).map(refOf)}
        components={sketch.components.map(refOf)}
      />
      {first.map((field) => (
        <PropertyInput key={field.id} form={handle} field={field} prefix="" />
      ))}
      <div className="grid gap-2">
        {groups.map((group) => (
          <PropertyGroupFields
            key={`${group.title}${group.protective}`}
            group={group}
            form={handle}
            prefix=""
            open={false}
            narrow
          />
        ))}
      </div>
    </form>
  );
}

/** What fields need to know, from what is known here: nothing was sent, so there is nothing to show again. */
function localHandle(issues: readonly Issue[]): FormHandle<unknown> {
  return {
    error: (field) => issues.find(({ path }) => path === field || path.startsWith(`${field}.`))?.message,
    value: (_field, standing = "") => standing,
    values: (_field, standing = []) => standing,
    output: null,
    refusal: null,
  };
}

const zonesFor = ({ kind, id }: SketchElement, { zones }: Sketch) =>
  kind === "zone" ? zonesToStandIn(zones, id) : zones;

const refOf = ({ id, kind, number, name }: Sketch["zones"][number] | Sketch["components"][number]) => ({
  id,
  ref: number === 0 ? "new" : `${ELEMENT_PREFIX[kind]}-${number}`,
  name,
  href: "",
});

function writtenOf(element: SketchElement): Readonly<Record<string, string>> {
  switch (element.kind) {
    case "zone":
      return {
        parentId: element.parentId ?? "",
        trust: String(element.trust),
        coordination: element.coordination,
      };
    case "component":
      return { zoneId: element.zoneId };
    case "flow":
      return {
        sourceId: element.sourceId,
        targetId: element.targetId,
        callsPerRequest: String(element.callsPerRequest),
        msRoundTrip: element.msRoundTrip === null ? "" : String(element.msRoundTrip),
      };
  }
}

/** The flows of a component: the way to a flow for who does not use a mouse. */
function FlowsOf({ element, sketch, onChoose }: ElementPanelProps) {
  const flows = sketch.flows.filter(({ sourceId, targetId }) => [sourceId, targetId].includes(element.id));
  const names = new Map(sketch.components.map(({ id, name }) => [id, name]));
  if (flows.length === 0) return null;
  return (
    <section aria-labelledby="draw-flows-of" className="mt-4 border-t border-subtle pt-3">
      <h3 id="draw-flows-of" className="mb-1 font-medium">
        Flows <span className="font-normal text-3">{flows.length}</span>
      </h3>
      <ul className="-mx-2">
        {flows.map(({ id, sourceId, targetId, number }) => (
          <li key={id}>
            <button type="button" className="draw-row" onClick={() => onChoose(id)}>
              <span className="w-9 shrink-0 text-xs text-3">{number === 0 ? "new" : `F-${number}`}</span>
              <span className="flex min-w-0 items-center gap-1">
                <span className="truncate">{names.get(sourceId)}</span>
                <ArrowRight aria-label="to" className="size-3 shrink-0 text-3" />
                <span className="truncate">{names.get(targetId)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
