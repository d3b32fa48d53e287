import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import type { BoardProps } from "./board-props";
import { LazyBoard } from "./lazy-board";

/** The drawing board of a system. The forms and tables of its architecture hold the same, without a mouse and without script. */
export function DrawPage(props: BoardProps) {
  const { system, mayEdit } = props;
  const href = `/systems/${system.slug}/architecture`;
  return (
    <div className="px-page-x pt-3 pb-4">
      <div className="mb-2 flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h1 className="text-lg font-semibold">Drawing board</h1>
        <p className="text-xs text-3">
          {mayEdit
            ? "Nothing changes before you save. The same as "
            : "You can look; people who edit this system can draw. The same as "}
          <TextLink href={href} className="inline-flex min-h-6 items-center">
            forms and tables
          </TextLink>
        </p>
      </div>
      <noscript>
        <Notice tone="info" title="The drawing board needs JavaScript." className="mb-3">
          <TextLink href={href}>Forms and tables</TextLink> hold the same and work without it.
        </Notice>
      </noscript>
      <LazyBoard {...props} />
    </div>
  );
}
