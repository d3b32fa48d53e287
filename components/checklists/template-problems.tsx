import { DataTable, Td, Th } from "@/components/ui/data-table";
import { Notice, type NoticeTone } from "@/components/ui/notice";

export type Problem = { readonly line: number | null; readonly path: string; readonly message: string };

type TemplateProblemsProps = {
  readonly title: string;
  readonly tone: NoticeTone;
  readonly problems: readonly Problem[];
  readonly more?: number;
};

/** What is wrong with a file, line by line. */
export function TemplateProblems({ title, tone, problems, more = 0 }: TemplateProblemsProps) {
  return (
    <section>
      <Notice tone={tone} title={title} className="mb-2">
        {more > 0 && `These are the first ${problems.length}; there are ${more} more.`}
      </Notice>
      <DataTable label="What stands where" rowHeight="dense">
        <thead>
          <tr>
            <Th numeric>Line</Th>
            <Th>Where</Th>
            <Th>What to do</Th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ line, path, message }) => (
            <tr key={`${line} ${path} ${message}`}>
              <Td numeric quiet={line === null} className="w-14">
                {line ?? "–"}
              </Td>
              <Td className="mono max-w-[32ch] wrap-anywhere text-2">{path || "the file"}</Td>
              <Td>{message}</Td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </section>
  );
}
