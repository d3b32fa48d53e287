import { usePathname, useSearchParams } from "next/navigation";
import { BOARD_LENSES, type BoardLens } from "./lens-marks";

/** The lens that the address names, and how to choose another one; a link in a chat shows the same. */
export function useLens(): readonly [BoardLens | null, (lens: BoardLens | null) => void] {
  const pathname = usePathname();
  const search = useSearchParams();
  const lens = BOARD_LENSES.find((one) => one === search.get("lens")) ?? null;
  const choose = (next: BoardLens | null) => {
    const params = new URLSearchParams(search);
    if (next) params.set("lens", next);
    else params.delete("lens");
    window.history.replaceState(null, "", params.size > 0 ? `${pathname}?${params}` : pathname);
  };
  return [lens, choose];
}
