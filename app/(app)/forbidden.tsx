import { NotAllowed } from "@/components/people/not-allowed";
import { loadWhoMayHelp } from "@/lib/features/people/loaders";

export default async function Forbidden() {
  return <NotAllowed {...(await loadWhoMayHelp())} />;
}
