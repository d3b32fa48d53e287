import { Fragment } from "react";
import { commentParts } from "./comment-parts";

interface CommentTextProps {
  readonly text: string;
  readonly handles: ReadonlySet<string>;
}

/** A comment as plain text; mentions stand out, and web addresses can be followed. */
export function CommentText({ text, handles }: CommentTextProps) {
  return (
    <p className="whitespace-pre-line wrap-break-word text-2">
      {commentParts(text, handles).map(({ kind, text: part, at }) => {
        if (kind === "mention")
          return (
            <span key={at} className="mention">
              {part}
            </span>
          );
        if (kind === "address")
          return (
            <a key={at} href={part} target="_blank" rel="noopener noreferrer nofollow" className="link">
              {part}
            </a>
          );
        return <Fragment key={at}>{part}</Fragment>;
      })}
    </p>
  );
}
