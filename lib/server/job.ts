import "server-only";
import { inTransaction, type Tx } from "@/lib/db/client";
import "./database";

/** One transaction of work by the clock, for what is no command: deliveries and housekeeping. */
export async function asJob<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(work);
}
