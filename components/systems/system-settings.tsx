import { Notice } from "@/components/ui/notice";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import type { PersonRef } from "@/lib/domain/people/person";
import type { SystemSummary } from "@/lib/domain/systems/system";
import { ArchiveForm } from "./archive-form";
import { type AttachedChecklist, SystemChecklists } from "./system-checklists";
import { SystemFactsForm } from "./system-facts-form";
import { type MemberLine, SystemMembers } from "./system-members";

type SystemSettingsProps = {
  readonly system: SystemSummary;
  readonly people: readonly PersonRef[];
  readonly memberships: readonly MemberLine[];
  readonly everyone: Parameters<typeof SystemMembers>[0]["everyone"];
  readonly mayManageMembers: boolean;
  /** The number of the open request to archive it. */
  readonly archiveAsked: number | null;
  readonly me: string;
  readonly attached: readonly AttachedChecklist[];
  readonly available: Parameters<typeof SystemChecklists>[0]["available"];
  readonly saved: boolean;
};

/** Facts, checklists and members of one system. */
export function SystemSettings(props: SystemSettingsProps) {
  const {
    system,
    people,
    memberships,
    everyone,
    mayManageMembers,
    archiveAsked,
    me,
    attached,
    available,
    saved,
  } = props;
  return (
    <div className="p-page-x">
      <PageHeader
        title="Settings"
        lede={`What ${system.name} is, which checklists it works, and who may do what on it.`}
      />
      {saved && (
        <Notice tone="info" role="status" className="mb-4 max-w-[760px]">
          The facts are saved.
        </Notice>
      )}
      <section aria-labelledby="facts">
        <SectionHeader id="facts" title="Facts" />
        <SystemFactsForm system={system} people={people} />
      </section>
      <section aria-labelledby="checklists" className="mt-10 max-w-[960px]">
        <SectionHeader id="checklists" title="Checklists" />
        <SystemChecklists system={system} attached={attached} available={available} />
      </section>
      {mayManageMembers && (
        <section aria-labelledby="members" className="mt-10 max-w-[960px]">
          <SectionHeader id="members" title="Members" />
          <SystemMembers system={system} memberships={memberships} everyone={everyone} me={me} />
        </section>
      )}
      <section aria-labelledby="archive" className="mt-10 max-w-[760px]">
        <SectionHeader id="archive" title="Archive" />
        {archiveAsked === null ? (
          <ArchiveForm system={system} />
        ) : (
          <p className="text-2">
            <TextLink href={`/approvals/${archiveAsked}`}>AR-{archiveAsked}</TextLink> asks to archive{" "}
            {system.name}.
          </p>
        )}
      </section>
    </div>
  );
}
