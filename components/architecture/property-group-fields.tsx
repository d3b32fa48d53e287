import type { FormHandle } from "@/components/ui/action-form";
import { cx } from "@/components/ui/cx";
import type { PropertyGroup } from "@/lib/features/architecture/present";
import { PropertyInput } from "./property-input";

type PropertyGroupFieldsProps = {
  readonly group: PropertyGroup;
  readonly form: FormHandle<unknown>;
  readonly prefix: string;
  readonly open: boolean;
  /** One field beside the other needs more room than there is. */
  readonly narrow?: boolean | undefined;
};

/** The properties of one topic, folded until somebody asks. */
export function PropertyGroupFields({ group, form, prefix, open, narrow = false }: PropertyGroupFieldsProps) {
  const { title, protective, fields } = group;
  const stated = fields.filter(({ value }) => value.length > 0).length;
  const wrong = fields.some(({ id }) => form.error(`${prefix}properties.${id}`) !== undefined);
  return (
    <details open={open || wrong || undefined} className="group rounded-lg border bg-surface">
      <summary className="flex min-h-9 cursor-pointer items-center gap-2 px-3 py-1.5 font-medium">
        {title}
        {protective && (
          <span className="text-xs font-normal text-3 max-sm:sr-only">
            stated protection, counts as a claim
          </span>
        )}
        <span className="ml-auto text-xs font-normal whitespace-nowrap text-3">
          {stated === 0 ? `${fields.length} not known` : `${stated} of ${fields.length} known`}
        </span>
      </summary>
      <div
        className={cx(
          "grid gap-x-4 gap-y-4 border-t border-subtle p-3",
          !narrow && "sm:grid-cols-2 lg:grid-cols-3",
        )}
      >
        {fields.map((field) => (
          <PropertyInput
            key={field.id}
            form={form}
            field={field}
            prefix={prefix}
            className={!narrow && field.shape.type === "set" ? "sm:col-span-2 lg:col-span-3" : undefined}
          />
        ))}
      </div>
    </details>
  );
}
