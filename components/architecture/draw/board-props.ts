import type { DepthOf } from "@/lib/domain/architecture/lenses/defence-in-depth";
import type { SystemModel } from "@/lib/domain/architecture/system-model";
import type { Box } from "@/lib/domain/architecture/topology-drawing";
import type { PropertyDefinition } from "@/lib/domain/catalogue/property";
import type { StatedClaim } from "@/lib/domain/controls/stated-claims";
import type { ElementId } from "@/lib/domain/kernel/ids";
import type { ElementRef } from "@/lib/features/architecture/present";

/** What the drawing board starts from. */
export interface BoardProps {
  readonly system: { readonly id: string; readonly slug: string; readonly name: string };
  readonly model: Pick<SystemModel, "zones" | "components" | "flows">;
  /** Request paths with the flows that they take. */
  readonly paths: readonly (ElementRef & { readonly flowIds: readonly ElementId[] })[];
  /** Empty: nothing is kept yet, so the board lays it out. */
  readonly places: readonly (readonly [ElementId, Box])[];
  readonly depth: readonly DepthOf[];
  readonly forms: {
    readonly properties: readonly PropertyDefinition[];
    readonly claims: readonly StatedClaim[];
    readonly people: readonly (readonly [string, { readonly name: string }])[];
  };
  readonly mayEdit: boolean;
  readonly singleKeys: boolean;
}
