import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";

/** As long as nobody could sign for anybody else. */
export function BootstrapNotice({ className }: { readonly className?: string }) {
  return (
    <Notice tone="warning" title="One person is enough for now." className={className}>
      Fewer than two people here may approve, so what needs a second person takes effect at once and is marked{" "}
      “bootstrap” in the log. As soon as two can, this ends for good.{" "}
      <TextLink href="/people">See who has which role</TextLink>
    </Notice>
  );
}
