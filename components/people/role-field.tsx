import { ChoiceGroup } from "@/components/ui/choice-group";
import { Radio } from "@/components/ui/radio";
import { ROLES, type Role } from "@/lib/domain/people/capability";
import { ROLE_PURPOSES, ROLE_WORDS } from "@/lib/domain/people/words";

type RoleFieldProps = {
  readonly chosen: string;
  readonly standing?: Role;
  /** A heading above says it already. */
  readonly legendHidden?: boolean;
  readonly error: string | undefined;
};

/** One role out of five, with what it is for. */
export function RoleField({ chosen, standing, legendHidden = false, error }: RoleFieldProps) {
  return (
    <ChoiceGroup
      legend={legendHidden ? <span className="sr-only">Role</span> : "Role"}
      error={error}
      className="[&>div]:gap-y-2"
    >
      {ROLES.map((role) => (
        <Radio
          key={`${role}-${chosen}`}
          name="role"
          value={role}
          label={role === standing ? `${ROLE_WORDS[role]}, as it is now` : ROLE_WORDS[role]}
          hint={ROLE_PURPOSES[role]}
          defaultChecked={role === chosen}
        />
      ))}
    </ChoiceGroup>
  );
}
