type QrCodeProps = {
  /** An SVG path of the dark squares, one unit each. */
  readonly path: string;
  readonly size: number;
  readonly label: string;
};

/** A QR code, dark on white in both themes: that is what cameras read. */
export function QrCode({ path, size, label }: QrCodeProps) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-[200px] rounded-md border bg-white text-black"
    >
      <path d={path} fill="currentColor" />
    </svg>
  );
}
