import { RequestMissing } from "@/components/approvals/request-missing";

export default function NotFound() {
  return <RequestMissing />;
}
