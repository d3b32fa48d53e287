import { expect, test } from "vitest";
import { contentDisposition, downloadName, streamOf } from "./download";

test.each([
  ["scan.pdf", "application/pdf", "scan.pdf"],
  ["mesh-peer-authn.json", "text/plain", "mesh-peer-authn.json"],
  ["logo.svg", "text/plain", "logo.svg.txt"],
  ["invoice.html", "image/png", "invoice.html.png"],
  ["setup.exe", "application/x-msdownload", "setup.exe.bin"],
  ["../../etc/passwd", "text/plain", "etc passwd.txt"],
  ['a"b\r\nSet-Cookie: x', "text/plain", "a b Set-Cookie x.txt"],
  ["Prüfbericht Q4", "application/pdf", "Prüfbericht Q4.pdf"],
  ["\u202Egpj.exe", "image/jpeg", "gpj.exe.jpg"],
  ["...", "text/plain", "evidence.txt"],
  ["x".repeat(400), "application/pdf", `${"x".repeat(120)}.pdf`],
])("%j of type %s is saved as %s", (title, mediaType, name) => {
  expect(downloadName(title, mediaType)).toBe(name);
});

test("the header holds the name in ASCII and in UTF-8, and nothing breaks out of it", () => {
  expect(contentDisposition("attachment", "Prüf (1)'s.pdf")).toBe(
    `attachment; filename="Pruf (1)'s.pdf"; filename*=UTF-8''Pr%C3%BCf%20%281%29%27s.pdf`,
  );
  expect(contentDisposition("inline", 'a"; x="b')).toContain('filename="a_; x=_b"');
});

test("a stream asks for the next chunk only when it is wanted, and lets go when it is cancelled", async () => {
  let made = 0;
  let closed = false;
  async function* chunks() {
    try {
      for (;;) yield new Uint8Array([++made]);
    } finally {
      closed = true;
    }
  }
  const reader = streamOf(chunks()).getReader();
  expect((await reader.read()).value).toEqual(new Uint8Array([1]));
  expect(made).toBeLessThan(4);
  await reader.cancel();
  expect(closed).toBe(true);
});
