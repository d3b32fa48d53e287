import { beforeAll } from "vitest";
import { declareCrashes, prepareCrashes } from "@/lib/testing/crashes";

beforeAll(prepareCrashes);
declareCrashes(4);
