import { SystemMissing } from "@/components/systems/system-missing";

export default function NotFound() {
  return <SystemMissing />;
}
