"use client";

import dynamic from "next/dynamic";

// Parts that few visits need; a page that shows one still has it from the start.
export const AcceptFindingForm = dynamic(() =>
  import("./accept-finding-form").then((module) => module.AcceptFindingForm),
);
export const FindingException = dynamic(() =>
  import("./finding-exception").then((module) => module.FindingException),
);
export const LayersTable = dynamic(() => import("./layers-table").then((module) => module.LayersTable));
