import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { COORDINATIONS } from "@/lib/domain/architecture/vocabulary";
import { STANDINGS } from "@/lib/domain/controls/vocabulary";
import { DATA_CLASSES } from "@/lib/domain/systems/vocabulary";
import { PEOPLE } from "../organisation";

const is = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
  .default({});
const zone = z.strictObject({
  name: z.string(),
  trust: z.number(),
  coordination: z.enum(COORDINATIONS),
  is,
});
const component = z.strictObject({ name: z.string(), zone: z.string(), is });
/** `ms` is the round-trip time. */
const flow = z.strictObject({
  from: z.string(),
  to: z.string(),
  ms: z.number(),
  calls: z.number().default(1),
  is,
});
/** `takes` names flows by their keys, as people write a path. */
const path = z.strictObject({
  name: z.string(),
  takes: z.string(),
  budget: z.strictObject({ percentile: z.number(), msLimit: z.number() }).nullable().default(null),
  is,
});
const range = z.tuple([z.number(), z.number(), z.number()]).nullable().default(null);
/** `on` names flows and components by their keys; own figures are [p5, p50, p95]. */
const control = z.strictObject({
  mechanism: z.string(),
  name: z.string(),
  standing: z.enum(STANDINGS),
  on: z.union([z.literal("system"), z.array(z.string())]),
  owner: z.enum(Object.keys(PEOPLE) as (keyof typeof PEOPLE)[]),
  tool: z.string().default(""),
  oneOff: range,
  perYear: range,
});
/** `loss` is the 90 % interval of one event. */
const loss = z.strictObject({
  threat: z.string(),
  ratePerYear: z.tuple([z.number(), z.number(), z.number()]),
  loss: z.tuple([z.number(), z.number()]),
  basis: z.string(),
});

/** `on` names flows and components by their keys; `worth` is that of confidentiality, integrity and availability. */
const asset = z.strictObject({
  name: z.string(),
  classes: z.array(z.enum(DATA_CLASSES)),
  worth: z.tuple([z.number(), z.number(), z.number()]),
  on: z.array(z.string()),
  owner: z.enum(Object.keys(PEOPLE) as (keyof typeof PEOPLE)[]),
  note: z.string().default(""),
});

const sampleModel = z.strictObject({
  whole: is,
  zones: z.record(z.string(), zone),
  components: z.record(z.string(), component),
  flows: z.record(z.string(), flow),
  paths: z.array(path),
  controls: z.array(control),
  losses: z.array(loss),
  assets: z.array(asset).default([]),
});

/** A model by keys that hold only inside its file; elements get their ids and numbers from the application. */
export type SampleModel = z.output<typeof sampleModel>;

/** The model of a sample system, from the file that bears its slug. */
export async function readSampleModel(slug: string): Promise<SampleModel> {
  return sampleModel.parse(parse(await readFile(join(import.meta.dirname, `${slug}.yaml`), "utf8")));
}
