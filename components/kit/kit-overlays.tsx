import { Archive, Ellipsis, Pencil } from "lucide-react";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { DialogButton, DialogCancel, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Menu } from "@/components/ui/menu";
import { MenuHeading, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu-item";
import { SubmitButton } from "@/components/ui/submit-button";
import { Textarea } from "@/components/ui/textarea";
import { KitSection } from "./kit-section";
import { KitToasts } from "./kit-toasts";

export function KitOverlays() {
  return (
    <KitSection title="Dialogs, menus, toasts" span="6">
      <div className="flex flex-wrap gap-1.5">
        <DialogButton
          label="Reject"
          variant="danger"
          heading="Reject this change"
          description="Jonas Weber sees the reason. He can ask again with a changed request."
        >
          <form method="dialog">
            <Field label="Reason">{(control) => <Textarea {...control} />}</Field>
            <DialogFooter>
              <DialogCancel />
              <SubmitButton variant="danger">Reject change</SubmitButton>
            </DialogFooter>
          </form>
        </DialogButton>
        <ConfirmButton
          label="Archive"
          icon={<Archive aria-hidden />}
          heading="Archive Checkout?"
          description="It leaves every list and total today. An administrator can bring it back."
          confirm="Archive Checkout"
          action="/kit"
        />
        <Menu label="More" icon={<Ellipsis aria-hidden />} iconOnly variant="secondary">
          <MenuHeading>IM-12</MenuHeading>
          <MenuLink href="/kit" icon={<Pencil aria-hidden />} shortcut="E">
            Edit
          </MenuLink>
          <MenuItem>Copy link</MenuItem>
          <MenuItem disabled>Move to another phase</MenuItem>
          <MenuSeparator />
          <MenuItem danger>Mark as not applicable</MenuItem>
        </Menu>
        <KitToasts />
      </div>
    </KitSection>
  );
}
