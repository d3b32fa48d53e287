import { redirect } from "next/navigation";

export default function ThreatsPage() {
  redirect("/catalogue");
}
