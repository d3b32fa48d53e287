import { diagramSvg } from "@/lib/domain/architecture/diagram/diagram-svg";
import type { Sketch } from "@/lib/domain/architecture/diagram/sketch";
import { topologyGraph } from "@/lib/domain/architecture/topology-graph";

/** Pixels per px of the drawing, so that a PNG is sharp; less where a canvas could not hold it. */
const SCALE = 2;
const SIDE_MAX = 8_000;

/** Hands the drawing over as a file. */
export async function exportDrawing(
  format: "svg" | "png",
  { slug, name }: { readonly slug: string; readonly name: string },
  sketch: Sketch,
): Promise<void> {
  const drawing = diagramSvg(`Architecture of ${name}`, topologyGraph(sketch), sketch.places);
  const svg = new Blob([drawing.svg], { type: "image/svg+xml" });
  handOver(format === "svg" ? svg : await pngOf(svg, drawing), `${slug}-architecture.${format}`);
}

async function pngOf(
  svg: Blob,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Blob> {
  const address = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(SCALE, SIDE_MAX / Math.max(width, height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (!png) throw new Error("This browser makes no PNG of it.");
    return png;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function handOver(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
