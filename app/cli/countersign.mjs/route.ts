import { servedCli } from "@/lib/server/cli-file";

/** The command line tool for pipelines: one file, the same for everybody, open to all. */
export async function GET(): Promise<Response> {
  const cli = await servedCli();
  if (!cli)
    return new Response("This installation was started without its command line tool.\n", { status: 404 });
  return new Response(cli.text, {
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "no-cache",
      etag: `"${cli.hash}"`,
    },
  });
}
