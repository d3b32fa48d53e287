import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "../fixtures/test";
import { age } from "./spine/age";
import { build } from "./spine/build";
import { ask, lookBack, refuseTheRequester, sign } from "./spine/decide";
import { everybody } from "./spine/people";
import type { Told } from "./spine/told";
import { weigh } from "./spine/weigh";

test.use({ scenario: "sample" });

const HARBOUR: Told = {
  name: "Harbour Shop",
  slug: "harbour-shop",
  file: fileURLToPath(new URL("../files/harbour-saasbom.json", import.meta.url)),
  made: { zone: 3, component: 4, flow: 2 },
  notes: [/"X-9" is not understood/, /No service has the bom-ref "ghost"/, /calls itself/, /port of SQL/],
};

/** The example of the CycloneDX project; `npm test` says so where the folder of the group `samples` is not there. */
const samples = process.env["SAMPLES_DIR"] ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));
const GATEWAY: Told = {
  name: "Acme Cloud",
  slug: "acme-cloud",
  file: `${samples}/grc/cyclonedx-saasbom-apigateway-microservices.json`,
  made: { zone: 3, component: 7, flow: 6 },
  notes: [/can't say how/],
};

const JOURNEY =
  "a file becomes a system: controls, proof, what-if, an exception that its requester can't sign, a second person, the log, and proof that lapses";

test(`${JOURNEY} (a small file with every trap)`, async ({ installation, person, playwright, trouble }) => {
  test.setTimeout(240_000);
  trouble.expect(/403/);
  const people = await everybody(installation, person);
  const system = await build(installation, people.jonas, HARBOUR);
  await weigh(installation, people.jonas, system);
  const number = await ask(installation, people.ana, system);
  await refuseTheRequester(installation, people, playwright, number);
  await sign(installation, people, system, number);
  await lookBack(installation, people, system, number);
  await age(installation, people.jonas, system);
});

if (existsSync(GATEWAY.file))
  test("samples: the same begins with the CycloneDX example of an API gateway, the real file", async ({
    installation,
    person,
  }) => {
    test.setTimeout(120_000);
    const { jonas } = await everybody(installation, person);
    await weigh(installation, jonas, await build(installation, jonas, GATEWAY));
  });
