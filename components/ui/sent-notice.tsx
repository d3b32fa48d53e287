import { Signature } from "lucide-react";
import { ButtonLink } from "./button";
import { Notice } from "./notice";

interface SentNoticeProps {
  /** Of the request for approval. */
  readonly number: number;
  readonly children: string;
}

/** A good outcome: what was asked for is kept and waits for a second person. */
export function SentNotice({ number, children }: SentNoticeProps) {
  return (
    <Notice
      tone="info"
      role="status"
      icon={<Signature aria-hidden />}
      title="Sent for approval."
      actions={<ButtonLink href={`/approvals/${number}`}>Open AR-{number}</ButtonLink>}
    >
      {children}
    </Notice>
  );
}
