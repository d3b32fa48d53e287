import { DataTable, Td, Th } from "@/components/ui/data-table";
import { Notice } from "@/components/ui/notice";

type FileProblemsProps = {
  readonly problems: readonly { readonly path: string; readonly message: string }[];
};

/** Why nothing of a file was taken: where, and what to do. */
export function FileProblems({ problems }: FileProblemsProps) {
  return (
    <section>
      <div tabIndex={-1} data-form-refusal className="mb-2 outline-none">
        <Notice
          tone="danger"
          role="alert"
          title="Nothing was imported. Mend this and choose the file again."
        />
      </div>
      <DataTable label="What stands where" rowHeight="dense" phone="blocks">
        <thead>
          <tr>
            <Th>Where</Th>
            <Th>What to do</Th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ path, message }) => (
            <tr key={`${path} ${message}`}>
              <Td label="Where" className="mono max-w-[40ch] wrap-anywhere text-2">
                {path === "text" || path === "file" ? "the file" : path}
              </Td>
              <Td label="What to do">{message}</Td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </section>
  );
}
