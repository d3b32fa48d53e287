import { openBrowser } from "./browser";
import { report } from "./measure";

/**
 * Reports for each page how much compressed script a browser with an empty cache loads for it, as `page.<name>.js-kb`.
 *
 * @param routes path of each page by its name; the page named `sign-in` is opened by nobody in particular
 */
export async function reportScriptSizes(
  baseURL: string,
  cookie: string,
  routes: Readonly<Record<string, string>>,
): Promise<void> {
  const browser = await openBrowser();
  for (const [name, path] of Object.entries(routes)) {
    const context = await browser.newContext();
    if (name !== "sign-in")
      await context.addCookies([
        { url: baseURL, name: cookie.split("=")[0] ?? "", value: cookie.slice(cookie.indexOf("=") + 1) },
      ]);
    const page = await context.newPage();
    const sizes: Promise<number>[] = [];
    page.on("requestfinished", (request) => {
      if (request.resourceType() === "script")
        sizes.push(request.sizes().then((size) => size.responseBodySize));
    });
    await page.goto(baseURL + path, { waitUntil: "load" });
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    report(`page.${name}.js-kb`, bytes / 1000, "kB");
    await context.close();
  }
  await browser.close();
}
