import type { Brand } from "./brand";

export type UserId = Brand<string, "UserId">;
export type SessionId = Brand<string, "SessionId">;
export type SystemId = Brand<string, "SystemId">;
export type ItemId = Brand<string, "ItemId">;
export type EvidenceId = Brand<string, "EvidenceId">;
export type TemplateId = Brand<string, "TemplateId">;
/** An element of a system's model: zone, component, flow, path, control, loss scenario; the whole system has the system's own. */
export type ElementId = Brand<string, "ElementId">;
export type ApprovalRequestId = Brand<string, "ApprovalRequestId">;
export type PolicyId = Brand<string, "PolicyId">;
export type ExceptionId = Brand<string, "ExceptionId">;
export type TemplateVersionId = Brand<string, "TemplateVersionId">;
/** Milliseconds since the Unix epoch, UTC. */
export type InstantMs = Brand<number, "InstantMs">;
/** A calendar day in UTC, written YYYY-MM-DD. Plain string order is time order. */
export type UtcDate = Brand<string, "UtcDate">;
/** SHA-256 in lower-case hex, 64 characters. */
export type Sha256Hex = Brand<string, "Sha256Hex">;
