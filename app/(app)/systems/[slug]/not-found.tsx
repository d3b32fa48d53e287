import { SystemPageMissing } from "@/components/systems/system-missing";

export default function NotFound() {
  return <SystemPageMissing />;
}
