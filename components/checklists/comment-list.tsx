import { Avatar } from "@/components/ui/avatar";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CommentView } from "@/lib/domain/checklists/item-view";
import type { PersonRef } from "@/lib/domain/people/person";
import { CommentText } from "./comment-text";

const SHOWN = 3;

interface CommentListProps {
  readonly comments: readonly CommentView[];
  readonly people: readonly PersonRef[];
  readonly nowMs: number;
}

/** What was said, oldest first; all but the last few are folded away. */
export function CommentList({ comments, people, nowMs }: CommentListProps) {
  const earlier = comments.slice(0, -SHOWN);
  return (
    <>
      {earlier.length > 0 && (
        <details>
          <summary className="link min-h-6 text-xs">Show {earlier.length} earlier</summary>
          <Comments comments={earlier} people={people} nowMs={nowMs} />
        </details>
      )}
      <Comments comments={comments.slice(-SHOWN)} people={people} nowMs={nowMs} />
    </>
  );
}

function Comments({ comments, people, nowMs }: CommentListProps) {
  const handles = new Set(people.map(({ handle }) => handle));
  return (
    <ol>
      {comments.map(({ id, author, text, atMs }) => (
        <li key={id} className="grid grid-cols-[22px_minmax(0,1fr)] gap-x-2 py-1.5">
          <Avatar name={author.name} decorative />
          <div className="min-w-0">
            <span className="font-medium">{author.name}</span>{" "}
            <RelativeTime instantMs={atMs} nowMs={nowMs} className="text-xs text-3" />
            <CommentText text={text} handles={handles} />
          </div>
        </li>
      ))}
    </ol>
  );
}
