import { type Browser, chromium } from "@playwright/test";
import { ensureChromium } from "../../scripts/lib/chromium.mjs";

/** A browser for measurements, as the browser tests have it: it draws with the processor. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await ensureChromium(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
}
