// Network ports of this machine.
import { createServer } from "node:net";

/** Is the port free to listen on? `host` left out means every address. */
export const isFree = (port, host) =>
  new Promise((resolve) => {
    const server = createServer()
      .once("error", (error) => resolve(error.code === "EADDRINUSE" ? false : error))
      .once("listening", () => server.close(() => resolve(true)))
      .listen({ port, ...(host && { host }), exclusive: true });
  });

/** A port of the loopback address that is free now; the preferred one where it is. */
export async function freePort(preferred) {
  if (preferred && (await isFree(preferred, "127.0.0.1")) === true) return preferred;
  return new Promise((resolve, reject) => {
    const server = createServer()
      .once("error", reject)
      .listen(0, "127.0.0.1", () => {
        const { port } = server.address();
        server.close(() => resolve(port));
      });
  });
}
