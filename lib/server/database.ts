import "server-only";
import { provideDatabaseUrl } from "@/lib/db/client";
import { env } from "./env";

provideDatabaseUrl(() => env().DATABASE_URL);
