import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";

/** As long as nobody could sign for anybody else. */
export function BootstrapNotice({ className }: { readonly className?: string }) {
  return (
    <Notice tone="warning" title="One person is enough for now." className={className}>
      No two people here could sign for one another: fewer than two may approve, or one gave the other that
      role. So what needs a second person takes effect at once and is marked “bootstrap” in the log. As soon
      as two can, this ends for good. <TextLink href="/people">See who has which role</TextLink>
    </Notice>
  );
}
