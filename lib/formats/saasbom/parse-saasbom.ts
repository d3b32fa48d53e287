import { ELEMENTS_MAX } from "@/lib/domain/architecture/check-whole";
import type { ImportedElement, ImportedModel, ImportNote } from "@/lib/domain/architecture/imported-model";
import type { PropertyValues } from "@/lib/domain/catalogue/property";
import { ok, type Result } from "@/lib/domain/kernel/result";
import { type Fields, fieldsOf, lineOfText, listOf, NAME_MAX, type Note, REF_MAX } from "../foreign/fields";
import { type FileRefusal, pathText, quoted, refuseFile } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { OUTSIDE, type PlacedZone, placeServices } from "./place-services";
import { type Calls, readCalls } from "./read-calls";
import { readServices, type Service } from "./read-services";

const VERSIONS = ["1.4", "1.5", "1.6"];
const PROTOCOL_KIND: Readonly<Record<string, string>> = {
  sql: "database",
  redis: "cache",
  kafka: "queue",
  amqp: "queue",
  mqtt: "queue",
};

/**
 * Reads the architecture out of a CycloneDX SaaSBOM in JSON: its services become components in zones, its dependencies
 * flows, the component that the file is about the caller from outside.
 *
 * What the file does not state stays unknown, never false; what can't be understood is noted with its line and left out.
 * Protective properties (encryption by the scheme of the endpoints, `authenticated: false`) are what the file claims.
 * Source: CycloneDX 1.4 to 1.6, objects `service`, `dependency`, `metadata`.
 */
export function readSaasbomDocument({ data, lineOf }: LocatedDocument): Result<ImportedModel, FileRefusal> {
  const bom = fieldsOf(data);
  const foreign = whyForeign(bom);
  if (foreign)
    return refuseFile([
      { line: lineOf(foreign.path), path: pathText(foreign.path), message: foreign.message },
    ]);
  const notes: ImportNote[] = [];
  const note: Note = (path, message) => notes.push({ line: lineOf(path), path: pathText(path), message });
  const services = readServices(bom["services"], note);
  if (!services || services.length === 0)
    return refuseFile([
      {
        line: lineOf(["services"]),
        path: "services",
        message: services
          ? "The file lists no services, so it describes no architecture: export a SaaSBOM."
          : `A system holds at most ${ELEMENTS_MAX.component} components: split the file.`,
      },
    ]);
  const about = fieldsOf(fieldsOf(bom["metadata"])["component"]);
  const caller = { ref: lineOfText(about["bom-ref"], REF_MAX), name: lineOfText(about["name"], NAME_MAX) };
  const calls = readCalls(bom, services, caller.ref, note);
  if (!calls)
    return refuseFile([
      {
        line: lineOf(["dependencies"]),
        path: "dependencies",
        message: `A system holds at most ${ELEMENTS_MAX.flow} flows: split the file.`,
      },
    ]);
  noteRest(bom, note);
  const isCalling = calls.from.has(caller.ref) || calls.to.has(caller.ref);
  const callers = new Set(isCalling ? [caller.ref] : []);
  const zones = placeServices(services, calls, callers, note);
  const group = lineOfText(about["group"], NAME_MAX);
  return ok({
    source: ["cyclonedx", ...(caller.name ? [group ? `${group}/${caller.name}` : caller.name] : [])].join(
      ":",
    ),
    format: `CycloneDX ${String(bom["specVersion"])}`,
    systemName: caller.name,
    found: {
      services: services.length,
      dependencies: [...calls.from.values()].reduce((sum, targets) => sum + targets.size, 0),
      dataFlows: services.reduce((sum, { dataCount }) => sum + dataCount, 0),
      trustBoundaries: services.filter(({ crossesBoundary }) => crossesBoundary).length,
    },
    elements: elementsOf({ services, calls, zones, caller: isCalling ? caller : null, lineOf }),
    notes: notes.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  });
}

function whyForeign({ bomFormat, specVersion }: Fields) {
  if (bomFormat !== "CycloneDX")
    return { path: ["bomFormat"], message: 'This is no CycloneDX file: "bomFormat" should be "CycloneDX".' };
  if (typeof specVersion !== "string" || !VERSIONS.includes(specVersion))
    return {
      path: ["specVersion"],
      message: `CycloneDX ${VERSIONS.join(", ")} are read, not ${quoted(specVersion)}: export the file in one of these.`,
    };
  return null;
}

/** Parts of the format that say nothing about an architecture. */
function noteRest(bom: Fields, note: Note): void {
  for (const part of ["components", "vulnerabilities", "compositions", "formulation"]) {
    const count = listOf(bom[part]).length;
    if (count > 0) note([part], `${count} entries under ${part} are no part of an architecture: left out.`);
  }
}

interface Parts {
  readonly services: readonly Service[];
  readonly calls: Calls;
  readonly zones: ReadonlyMap<string, PlacedZone>;
  readonly caller: { readonly ref: string; readonly name: string } | null;
  readonly lineOf: LocatedDocument["lineOf"];
}

function elementsOf({ services, calls, zones, caller, lineOf }: Parts): readonly ImportedElement[] {
  const used = new Map([...(caller ? [OUTSIDE] : []), ...zones.values()].map((zone) => [zone.key, zone]));
  const names = new Map(services.map(({ ref, name }) => [ref, name]));
  const callerName = caller && freeName(caller.name || caller.ref, names);
  if (caller && callerName) names.set(caller.ref, callerName);
  const byRef = new Map(services.map((service) => [service.ref, service]));
  return [
    ...[...used.values()].map((zone) => ({
      kind: "zone" as const,
      ...zone,
      line: null,
      origin: null,
      properties: {},
    })),
    ...(caller && callerName
      ? [
          {
            kind: "component" as const,
            key: caller.ref,
            line: lineOf(["metadata", "component"]),
            name: callerName,
            origin: null,
            zoneKey: OUTSIDE.key,
            properties: { kind: "client" },
          },
        ]
      : []),
    ...services.map((service) => ({
      kind: "component" as const,
      key: service.ref,
      line: lineOf(service.path),
      name: service.name,
      origin: null,
      zoneKey: zones.get(service.ref)?.key ?? OUTSIDE.key,
      properties: componentProperties(service),
    })),
    ...[...calls.from].flatMap(([source, targets]) =>
      [...targets].map((target) => ({
        kind: "flow" as const,
        key: `${source} > ${target}`,
        line: lineOf(byRef.get(target)?.path ?? ["dependencies"]),
        name: `${names.get(source) ?? source} to ${names.get(target) ?? target}`.slice(0, NAME_MAX),
        origin: null,
        sourceKey: source,
        targetKey: target,
        msRoundTrip: null,
        properties: flowProperties(byRef.get(target)),
      })),
    ),
  ];
}

/** The caller is told from a service of the same name. */
function freeName(name: string, names: ReadonlyMap<string, string>): string {
  const used = new Set([...names.values()].map((one) => one.toLowerCase()));
  return used.has(name.toLowerCase()) ? `${name.slice(0, 100)} (caller)` : name;
}

function componentProperties({ talk, dataClasses }: Service): PropertyValues {
  const kind = talk.protocol === null ? undefined : PROTOCOL_KIND[talk.protocol];
  if (kind === undefined) return {};
  if (kind !== "database") return { kind };
  return { kind, storesData: true, ...(dataClasses ? { dataClasses } : {}) };
}

/** A call carries what the called service says of itself. */
function flowProperties(target: Service | undefined): PropertyValues {
  if (!target) return {};
  const { talk, dataClasses, isAuthenticated } = target;
  return {
    ...(talk.protocol === null ? {} : { protocol: talk.protocol }),
    ...(dataClasses ? { dataClasses } : {}),
    ...(talk.encryption === null ? {} : { encryption: talk.encryption }),
    ...(isAuthenticated === false ? { authentication: "none" } : {}),
  };
}
