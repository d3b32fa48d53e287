"use client";

import dynamic from "next/dynamic";

/** As high as the board, so that nothing jumps when it comes. */
function BoardToCome() {
  return (
    <div
      aria-busy="true"
      className="grid h-[max(480px,calc(100dvh_-_150px))] place-items-center rounded-lg border bg-surface-2 text-3 [@media(scripting:none)]:hidden"
    >
      Loading the drawing board…
    </div>
  );
}

/** The board with its library, which no other page needs. */
export const LazyBoard = dynamic(() => import("./board").then((module) => module.Board), {
  ssr: false,
  loading: BoardToCome,
});
