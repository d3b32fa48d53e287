import { SignedOut } from "@/components/people/signed-out";
import { Entrance } from "@/components/shell/entrance";

export default function Unauthorized() {
  return (
    <Entrance>
      <SignedOut />
    </Entrance>
  );
}
