import { Missing } from "@/components/people/missing";
import { Entrance } from "@/components/shell/entrance";

/** Outside the pages for people who are signed in nothing is forbidden; this is the net below them. */
export default function Forbidden() {
  return (
    <Entrance>
      <Missing />
    </Entrance>
  );
}
