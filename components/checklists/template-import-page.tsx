import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { TemplateImport } from "./template-import";

/** Where a team brings its own checklist. */
export function TemplateImportPage() {
  return (
    <div className="p-page-x">
      <PageHeader
        above={
          <TextLink href="/templates" className="inline-flex min-h-6 items-center">
            Checklists
          </TextLink>
        }
        title="Import a checklist"
        lede="The file is looked at first: you see what it would bring, or every line that has to be mended. All of it is imported or nothing."
      />
      <TemplateImport>
        Each item needs an id, a phase (design, implementation, deployment or operations) and a title. To
        start from an example, open any checklist and download it as JSON or CSV. A file with the name of an
        earlier import becomes its next version.
      </TemplateImport>
    </div>
  );
}
