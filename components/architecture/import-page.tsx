import { Download } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { ImportForm } from "./import-form";

type ImportPageProps = { readonly id: string; readonly slug: string; readonly name: string };

/** Where a model is brought in from a file; on the way out it is the same file. */
export function ImportPage({ id, slug, name }: ImportPageProps) {
  return (
    <div className="p-page-x">
      <PageHeader
        above={
          <TextLink href={`/systems/${slug}/architecture`} className="inline-flex min-h-6 items-center">
            Architecture of {name}
          </TextLink>
        }
        title="Import a model"
        lede="The file is looked at first: you see what it would make and change, line by line, what stays, and what takes a second person. All of the rest is imported or nothing."
        actions={
          <ButtonLink href={`/systems/${slug}/architecture/export`}>
            <Download aria-hidden />
            Export this model
          </ButtonLink>
        }
      />
      <ImportForm systemId={id} slug={slug} />
    </div>
  );
}
