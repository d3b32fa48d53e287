"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Issue, Refusal } from "@/lib/domain/kernel/refusal";

export type UploadState =
  | { readonly kind: "idle" }
  | { readonly kind: "sending"; readonly percent: number }
  | { readonly kind: "refused"; readonly refusal: Refusal };

const lost: Refusal = {
  code: "refused",
  reason: "The connection broke before all of the file arrived. Nothing was stored; send it again.",
};

/** The refusal in an answer of ours; what is not ours says only that it did not work. */
function refusalIn(request: XMLHttpRequest, limitMb: number): Refusal {
  if (request.status === 413) return fileIssue(`A file has at most ${limitMb} MB. Choose a smaller one.`);
  try {
    const body: unknown = JSON.parse(request.responseText);
    if (typeof body === "object" && body !== null && "error" in body) return body.error as Refusal;
  } catch {
    return lost;
  }
  return lost;
}

export function fileIssue(message: string): Refusal {
  const issue: Issue = { path: "file", message };
  return { code: "invalid-input", issues: [issue] };
}

/** Sends a form with a file and says how far it is; the page is read again when it is stored. */
export function useUpload(url: string, limitMb: number, onDone: () => void) {
  const router = useRouter();
  const [state, setState] = useState<UploadState>({ kind: "idle" });
  const send = (data: FormData) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("accept", "application/json");
    request.upload.onprogress = ({ loaded, total }) =>
      setState({ kind: "sending", percent: total > 0 ? Math.round((100 * loaded) / total) : 0 });
    request.onerror = () => setState({ kind: "refused", refusal: lost });
    request.onload = () => {
      if (request.status !== 200) return setState({ kind: "refused", refusal: refusalIn(request, limitMb) });
      setState({ kind: "idle" });
      onDone();
      router.refresh();
    };
    setState({ kind: "sending", percent: 0 });
    request.send(data);
  };
  return { state, send, refuse: (refusal: Refusal) => setState({ kind: "refused", refusal }) };
}
