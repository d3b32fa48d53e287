import { TemplateMissing } from "@/components/checklists/template-missing";

export default function NotFound() {
  return <TemplateMissing />;
}
