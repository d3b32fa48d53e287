import { Missing } from "@/components/people/missing";

export default function NotFound() {
  return <Missing />;
}
