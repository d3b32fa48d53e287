import { UserPlus } from "lucide-react";
import type { ComponentProps } from "react";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import type { InstantMs, UserId } from "@/lib/domain/kernel/ids";
import type { PeopleView } from "@/lib/features/people/present";
import { Invitations } from "./invitations";
import { PeopleFilter } from "./people-filter";
import { PeopleTable } from "./people-table";
import { PeopleTabs } from "./people-tabs";

type PeoplePageProps = {
  readonly view: PeopleView;
  readonly invitations: ComponentProps<typeof Invitations>["invitations"];
  readonly mayManage: boolean;
  /** Opens the pages of people: manages them, or decides about them. */
  readonly mayOpen: boolean;
  readonly me: UserId;
  readonly asOf: InstantMs;
};

/** Everybody, and for those who manage people the invitations. */
export function PeoplePage({ view, invitations, mayManage, mayOpen, me, asOf }: PeoplePageProps) {
  return (
    <div className="p-page-x">
      <PageHeader
        title="People"
        lede={
          mayManage
            ? "Who has an account here, and in which role."
            : "Who has an account here, and in which role. Administrators invite people and change roles."
        }
        actions={
          mayManage && (
            <ButtonLink href="/people/invite" variant="primary" icon={<UserPlus aria-hidden />}>
              Invite
            </ButtonLink>
          )
        }
      />
      <PeopleTabs current="people" count={view.all} />
      <PeopleFilter search={view.search} />
      <PeopleTable view={view} me={me} mayOpen={mayOpen} asOf={asOf} />
      <Invitations invitations={invitations} asOf={asOf} />
    </div>
  );
}
