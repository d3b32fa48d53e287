import { TabLink, Tabs } from "@/components/ui/tabs";

type PeopleTabsProps = { readonly current: "people" | "roles"; readonly count?: number };

/** The pages about people. */
export function PeopleTabs({ current, count }: PeopleTabsProps) {
  return (
    <Tabs label="People" className="mb-4 border-b">
      <TabLink href="/people" current={current === "people"} {...(count === undefined ? {} : { count })}>
        Everybody
      </TabLink>
      <TabLink href="/people/roles" current={current === "roles"}>
        Roles
      </TabLink>
    </Tabs>
  );
}
