import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { ImportedElement } from "@/lib/domain/architecture/imported-model";
import { modelCatalogue } from "@/lib/server/catalogue";
import { truncated, unsound, wronged } from "@/lib/testing/hostile-files";
import { elementsOfKind } from "@/lib/testing/real-files";
import { RECOGNISES_NOTHING, type Recogniser, recogniserOf } from "../foreign/recognise";
import { readModelFile } from "../model-file/read-model-file";
import { readThreagileDocument } from "./read-threagile";

let recognise: Recogniser = RECOGNISES_NOTHING;
beforeAll(async () => {
  recognise = recogniserOf(await modelCatalogue());
});

const MODEL = `threagile_version: 1.0.0
title: Shop
data_assets:
  Orders: &orders
    id: orders
    confidentiality: confidential
    description: Payment of orders
    owner: The shop
    integrity: Mission_Critical
    availability: whenever
  Order Archive:
    <<: *orders
    id: archive
    confidentiality: RESTRICTED
technical_assets:
  Browser:
    id: browser
    type: external_entity
    technology: browser
    internet: true
    communication_links:
      Buy:
        target: shop
        protocol: HTTPS
        authentication: session_id
        authorization: enduser-identity-propagation
        readonly: false
        data_assets_sent: [orders]
  Shop:
    id: shop
    type: process
    technology: webserver2000
    multi_tenant: false
    data_assets_processed: [orders]
    communication_links:
      Store:
        target: db
        protocol: jdbc
        authentication: none
        vpn: true
      Nowhere:
        target: ghost
      Self:
        target: shop
  DB:
    id: db
    type: datastore
    technology: database
    encryption: Transparent
    redundant: false
    data_assets_stored: [orders, archive, ghost]
trust_boundaries:
  Data Network:
    id: data-net
    type: network-cloud-provider
    technical_assets_inside: [db, ghost]
    trust_boundaries_nested: [inner]
  Inner:
    id: inner
    technical_assets_inside: [db]
individual_risk_categories:
  Odd:
    id: odd
    stride: Denial_Of_Service
    cwe: 400
    risks_identified:
      "<b>Odd</b> at <i>Shop</i>":
        exploitation_likelihood: very_likely
        severity: critical
        most_relevant_technical_asset: shop
risk_tracking:
  ldap-injection@*@sh*@*:
    status: in_progress
    justification: "<script>alert(1)</script>Being done"
  unencrypted-asset@*:
    status: mitigated
  sql-nosql-injection@shop@db@shop>store:
    status: accepted
  missing-vault@ghost:
    status: perhaps
`;

const read = (text: string) => {
  const result = readModelFile(text, recognise);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const of = <K extends ImportedElement["kind"]>(elements: readonly ImportedElement[], kind: K) =>
  elementsOfKind({ elements }, kind);

describe("a Threagile model", () => {
  test("has components in the zones that name them, the others outside or inside", () => {
    const { elements, found, format, systemName, source } = read(MODEL);
    expect({ format, systemName, source }).toEqual({
      format: "Threagile 1.0.0",
      systemName: "Shop",
      source: "threagile:Shop",
    });
    expect(found).toMatchObject({
      technicalAssets: 3,
      communicationLinks: 4,
      dataAssets: 2,
      trackedRisks: 4,
    });
    expect(of(elements, "component").map(({ name, zoneKey }) => [name, zoneKey])).toEqual([
      ["Browser", "zone:outside"],
      ["Shop", "zone:inside"],
      ["DB", "boundary:data-net"],
    ]);
    expect(of(elements, "zone").map(({ name, trust }) => [name, trust])).toEqual([
      ["Outside", 0],
      ["Inside, without a boundary", 2],
      ["Data Network", 3],
      ["Inner", 2],
    ]);
  });
  test("has boundaries in the one that nests them, the first that does, and names those that are not there", () => {
    const nests = (id: string, ...ids: readonly string[]) =>
      `  ${id.toUpperCase()}:\n    id: ${id}\n    trust_boundaries_nested: [${ids.join(", ")}]\n`;
    const boundaries = [
      nests("a", "b", "ghost"),
      nests("b"),
      nests("c", "b"),
      nests("d", "e"),
      nests("e", "d"),
    ];
    const { elements, notes } = read(
      MODEL.replace("trust_boundaries:\n", `trust_boundaries:\n${boundaries.join("")}`),
    );
    expect(of(elements, "zone").map(({ name, parentKey }) => [name, parentKey])).toEqual([
      ["Outside", undefined],
      ["Inside, without a boundary", undefined],
      ["A", null],
      ["B", "boundary:a"],
      ["C", null],
      ["D", undefined],
      ["E", undefined],
      ["Data Network", null],
      ["Inner", "boundary:data-net"],
    ]);
    const messages = notes.map(({ message }) => message).join("\n");
    expect(messages).toContain('No trust boundary has the id "ghost"');
    expect(messages).toContain('"b" lies in another boundary already');
    expect(messages).toContain('"D" would stand inside itself');
  });
  test("reads words of any spelling, and leaves open what it does not know", () => {
    const { elements, notes } = read(MODEL);
    expect(of(elements, "component").map(({ properties }) => properties)).toEqual([
      { kind: "client" },
      { multiTenant: false },
      {
        kind: "database",
        replicas: 1,
        storesData: true,
        dataClasses: ["confidential", "payment", "internal"],
        encryptedAtRest: "volume",
      },
    ]);
    expect(notes).toContainEqual({
      line: 32,
      path: "technical_assets.Shop.technology",
      message: '"webserver2000" is not known here: left open. Set it by hand.',
    });
  });
  test("makes a flow of each link that leads somewhere", () => {
    const { elements, notes } = read(MODEL);
    expect(of(elements, "flow").map(({ key, name, properties }) => [key, name, properties])).toEqual([
      [
        "browser>buy",
        "Browser to Shop: Buy",
        {
          protocol: "https",
          publicNetwork: true,
          dataClasses: ["confidential", "payment"],
          changesState: true,
          authentication: "token",
          authorization: "user",
          carriesUserIdentity: true,
          encryption: "tls",
        },
      ],
      ["shop>store", "Shop to DB: Store", { protocol: "sql", authentication: "none", encryption: "tls" }],
    ]);
    const messages = notes.map(({ message }) => message).join("\n");
    expect(messages).toContain('No technical asset has the id "ghost": this link');
    expect(messages).toContain("itself makes no flow");
  });
  test("states the tracked risks where they are, with their status as words", () => {
    const threats = of(read(MODEL).elements, "stated-threat");
    expect(threats.map(({ name, threat, stride, placeKeys }) => [name, threat, stride, placeKeys])).toEqual([
      ["Ldap injection at Shop", "api", "T", ["shop"]],
      ["Unencrypted asset", "leak", "I", ["system:whole"]],
      ["Sql nosql injection", "api", "T", ["shop", "db", "shop>store"]],
      ["Missing vault", "keys", "I", ["system:whole"]],
      ["Odd at Shop", "ddos", "D", ["shop"]],
    ]);
    expect(threats.map(({ likelihood }) => likelihood)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      4,
    ]);
    expect(threats[0]?.note).toContain("Status in the file: in progress.");
    expect(threats[0]?.note).toContain("Being done");
    expect(threats[0]?.note).not.toContain("<");
  });
  test("says what it does not know of a tracked risk", () => {
    const messages = read(MODEL).notes.map(({ message }) => message);
    expect(messages).toContainEqual(
      expect.stringContaining('Nothing of this file fits "missing-vault@ghost"'),
    );
    expect(messages).toContainEqual('"perhaps" is no status of Threagile.');
  });
  test("never fetches what it includes", () => {
    const { notes } = read(`${MODEL}includes: [/etc/passwd, http://10.0.0.1/model.yaml]\n`);
    expect(notes).toContainEqual(
      expect.objectContaining({ path: "includes", message: expect.stringContaining("2 other files") }),
    );
    const bare = readModelFile("threagile_version: 1.0.0\nincludes: [a.yaml]\n", recognise);
    expect(bare.ok ? "" : bare.error.problems[0]?.message).toContain("put them into this one");
  });
  test("has its data assets with their worth where they are sent, processed and stored", () => {
    const { elements, notes } = read(MODEL);
    expect(
      of(elements, "asset").map(({ key, name, dataClasses, worth, placeKeys }) => [
        key,
        name,
        dataClasses,
        Object.values(worth),
        placeKeys,
      ]),
    ).toEqual([
      [
        "data asset:orders",
        "Orders",
        ["confidential", "payment"],
        [4, 5, null],
        ["browser>buy", "shop", "db"],
      ],
      ["data asset:archive", "Order Archive", ["internal", "payment"], [3, 5, null], ["db"]],
    ]);
    expect(of(elements, "asset")[0]?.note).toBe("Payment of orders\n\nOwner in the file: The shop.");
    expect(notes.filter(({ message }) => message.startsWith("No data asset has the id"))).toMatchObject([
      { path: "technical_assets.DB.data_assets_stored[2]" },
    ]);
    expect(notes.filter(({ path }) => path.endsWith(".availability"))).toHaveLength(2);
  });
  test("twice gives the same", () => {
    expect(read(MODEL)).toEqual(read(MODEL));
  });
});

describe("hostile Threagile", () => {
  const DOCUMENT: unknown = JSON.parse(JSON.stringify(readPlain()));
  function readPlain(): unknown {
    return {
      threagile_version: "1.0.0",
      title: "Shop",
      includes: [],
      data_assets: { A: { id: "a", confidentiality: "public", tags: ["x"] } },
      technical_assets: {
        X: {
          id: "x",
          type: "process",
          technology: "database",
          data_assets_stored: ["a"],
          communication_links: { L: { target: "y", protocol: "https", data_assets_sent: ["a"] } },
        },
        Y: { id: "y", internet: true },
      },
      trust_boundaries: { B: { id: "b", type: "network-on-prem", technical_assets_inside: ["x"] } },
      shared_runtimes: { R: { id: "r", technical_assets_running: ["x"] } },
      individual_risk_categories: {
        C: { id: "c", stride: "tampering", risks_identified: { D: { most_relevant_trust_boundary: "b" } } },
      },
      risk_tracking: { "xss@x": { status: "accepted", justification: "yes" } },
    };
  }
  test("ends too early: always an answer", () => {
    for (const text of truncated(MODEL)) expect(typeof readModelFile(text, recognise).ok).toBe("boolean");
  });
  test("has parts of the wrong type: always an answer, and always a sound model", () => {
    fc.assert(
      fc.property(wronged(DOCUMENT), (data) => {
        const result = readThreagileDocument({ data, lineOf: () => 1 }, recognise);
        if (result.ok) expect(unsound(result.value)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
  test("10,000 assets, links, boundaries or risks are refused, and quickly", () => {
    const many = (entry: object) =>
      Object.fromEntries(
        Array.from({ length: 10_000 }, (_, n) => [`a@b*c*d*${n}`, { ...entry, id: `i${n}` }]),
      );
    const base = readPlain() as Record<string, object>;
    const two = { X: { id: "x", communication_links: many({ target: "y" }) }, Y: { id: "y" } };
    const start = performance.now();
    for (const [part, value, most] of [
      ["technical_assets", many({}), "500 components"],
      ["trust_boundaries", many({}), "100 zones"],
      ["technical_assets", two, "1500 flows"],
      ["data_assets", many({}), "500 assets"],
      ["risk_tracking", many({}), "500 stated threats"],
      ["individual_risk_categories", { C: { risks_identified: many({}) } }, "500 stated threats"],
    ] as const) {
      const result = readThreagileDocument({ data: { ...base, [part]: value }, lineOf: () => 1 }, recognise);
      expect(result.ok ? "" : result.error.problems[0]?.message).toContain(most);
    }
    expect(performance.now() - start).toBeLessThan(5_000);
  });
  test("an alias bomb is refused", () => {
    const lines = Array.from({ length: 30 }, (_, n) => `b${n + 1}: &b${n + 1} [*b${n}, *b${n}]`);
    const result = readModelFile(`threagile_version: 1.0.0\nb0: &b0 [x]\n${lines.join("\n")}\n`, recognise);
    expect(result.ok ? "" : result.error.problems[0]?.message).toContain("Written out");
  });
});
