import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

type TwoPersonsProps = {
  /** Always, or only for a role that decides or administers. */
  readonly needed: "always" | "by-role";
  readonly bootstrap: boolean;
  readonly error: string | undefined;
  readonly value: string;
};

/** Says before anything is sent that a second person decides, and asks for the reason that they read. */
export function TwoPersons({ needed, bootstrap, error, value }: TwoPersonsProps) {
  return (
    <div className="grid gap-3">
      <p className="max-w-[72ch] text-2">{wordsOf(needed, bootstrap)}</p>
      <Field
        label={needed === "always" ? "Why" : "Why, where it takes two persons"}
        hint={bootstrap ? "It stands in the log." : "The second person reads it."}
        error={error}
        className="max-w-[480px]"
      >
        {(control) => <Textarea {...control} key={value} name="reason" rows={2} defaultValue={value} />}
      </Field>
    </div>
  );
}

function wordsOf(needed: TwoPersonsProps["needed"], bootstrap: boolean): string {
  if (bootstrap)
    return "One person is enough for now, since no two could sign for one another; the log marks it as “bootstrap”.";
  return needed === "always"
    ? "Nothing changes until a second person approves."
    : "Viewers and engineers take one person. For an approver, a security lead or an administrator nothing changes until a second person approves.";
}
