import { Checkbox } from "@/components/ui/checkbox";
import { ChoiceChip, ChoiceGroup } from "@/components/ui/choice-group";
import { Field } from "@/components/ui/field";
import { FileInput } from "@/components/ui/file-input";
import { Input } from "@/components/ui/input";
import { Radio } from "@/components/ui/radio";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { DATA_CLASSES } from "@/lib/domain/systems/vocabulary";
import { KitSection } from "./kit-section";

export function KitFields() {
  return (
    <KitSection title="Fields" span="6">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" hint="As people say it.">
          {(control) => <Input {...control} defaultValue="Checkout" />}
        </Field>
        <Field label="Latency budget" optional>
          {(control) => <Input {...control} inputMode="numeric" defaultValue="60" trailing="ms at p95" />}
        </Field>
        <Field label="Reason" error="Write at least one sentence. The approver before you will read it.">
          {(control) => <Textarea {...control} defaultValue="ok" rows={2} />}
        </Field>
        <div className="grid content-start gap-4">
          <Field label="Type">
            {(control) => (
              <Select {...control} defaultValue="microservices">
                <option value="microservices">Microservices</option>
                <option value="edge">Edge</option>
              </Select>
            )}
          </Field>
          <Field label="Evidence">{(control) => <FileInput {...control} />}</Field>
        </div>
        <ChoiceGroup legend="Data classes" hint="They decide which threats apply." className="sm:col-span-2">
          {DATA_CLASSES.map((dataClass) => (
            <ChoiceChip
              key={dataClass}
              name="dataClass"
              value={dataClass}
              label={dataClass}
              defaultChecked={dataClass === "payment"}
            />
          ))}
        </ChoiceGroup>
        <ChoiceGroup legend="Criticality" error="Choose one: it decides how long proof counts.">
          <Radio name="criticality" value="4" label="Vital" hint="Money stops without it" defaultChecked />
          <Radio name="criticality" value="3" label="High" />
        </ChoiceGroup>
        <div className="grid content-start justify-items-start gap-1">
          <Checkbox label="Applies to every flow" defaultChecked hint="14 flows today" />
          <Checkbox label="Remind the owner" />
          <Checkbox label="Cannot be changed now" disabled defaultChecked />
          <Input aria-label="Frozen value" readOnly value="Frozen on 4 Mar" />
        </div>
      </div>
    </KitSection>
  );
}
