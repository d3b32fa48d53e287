import {
  ClipboardPaste,
  Copy,
  Download,
  Keyboard,
  LayoutGrid,
  Maximize,
  MoveRight,
  Redo2,
  Save,
  SquareDashed,
  Undo2,
  ZoomIn,
  ZoomOut,
} from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { DialogButton } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { KeyList } from "@/components/ui/key-list";
import { Menu } from "@/components/ui/menu";
import { MenuHeading, MenuItem } from "@/components/ui/menu-item";
import { SegmentButton, Segmented } from "@/components/ui/segmented";
import { TRUST_WORD, TRUSTS, type Trust } from "@/lib/domain/architecture/vocabulary";
import { choiceWord } from "@/lib/domain/catalogue/property-words";
import { KindIcon } from "./kind-icon";
import { BOARD_LENS_WORD, BOARD_LENSES, type BoardLens } from "./lens-marks";
import { BOARD_KEYS } from "./use-keys";

export interface ToolbarProps {
  readonly mayEdit: boolean;
  readonly kinds: readonly string[];
  readonly hasZone: boolean;
  readonly mayConnect: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly canCopy: boolean;
  readonly canPaste: boolean;
  readonly isArranging: boolean;
  readonly lens: BoardLens | null;
  readonly changes: number;
  readonly moved: number;
  readonly isSaving: boolean;
  readonly savedWords: string | null;
  readonly onZone: (trust: Trust) => void;
  readonly onComponent: (kind: string) => void;
  readonly onConnect: () => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onCopy: () => void;
  readonly onPaste: () => void;
  readonly onArrange: () => void;
  readonly onFit: () => void;
  readonly onZoom: (by: "in" | "out") => void;
  readonly onLens: (lens: BoardLens | null) => void;
  readonly onExport: (format: "svg" | "png") => void;
  readonly onSave: () => void;
}

/** Everything that can be done to the drawing as a whole; nothing needs a mouse. */
export function Toolbar(props: ToolbarProps) {
  const { mayEdit, isArranging, onArrange, onFit, onZoom } = props;
  return (
    <div role="toolbar" aria-label="Drawing" className="draw-toolbar">
      {mayEdit && <AddTools {...props} />}
      {mayEdit && <StepTools {...props} />}
      <Group>
        {mayEdit && (
          <Button variant="ghost" pending={isArranging} icon={<LayoutGrid aria-hidden />} onClick={onArrange}>
            Arrange
          </Button>
        )}
        <IconButton label="Fit into view" onClick={onFit}>
          <Maximize aria-hidden />
        </IconButton>
        <IconButton label="Zoom out" onClick={() => onZoom("out")}>
          <ZoomOut aria-hidden />
        </IconButton>
        <IconButton label="Zoom in" onClick={() => onZoom("in")}>
          <ZoomIn aria-hidden />
        </IconButton>
      </Group>
      <Lenses {...props} />
      <Group>
        <Menu label="Export" icon={<Download aria-hidden />} iconOnly variant="ghost" align="end">
          <MenuItem disabled={isArranging} onClick={() => props.onExport("svg")}>
            SVG, for documents
          </MenuItem>
          <MenuItem disabled={isArranging} onClick={() => props.onExport("png")}>
            PNG, for slides
          </MenuItem>
        </Menu>
        <KeysHelp />
      </Group>
      {mayEdit && <SaveTools {...props} />}
    </div>
  );
}

function Group({ children }: { readonly children: ReactNode }) {
  return <div className="flex items-center gap-0.5">{children}</div>;
}

function AddTools({ kinds, hasZone, mayConnect, onZone, onComponent, onConnect }: ToolbarProps) {
  return (
    <div className="flex items-center gap-1">
      <Menu label="Zone" icon={<SquareDashed aria-hidden />}>
        <MenuHeading>How far it is trusted</MenuHeading>
        {TRUSTS.map((trust) => (
          <MenuItem key={trust} onClick={() => onZone(trust)}>
            {TRUST_WORD[trust]}
          </MenuItem>
        ))}
      </Menu>
      <Menu label="Component" icon={<KindIcon kind="service" />}>
        <MenuHeading>{hasZone ? "What it is" : "Add a zone first"}</MenuHeading>
        {kinds.map((kind) => (
          <MenuItem
            key={kind}
            disabled={!hasZone}
            icon={<KindIcon kind={kind} />}
            onClick={() => onComponent(kind)}
          >
            {choiceWord(kind)}
          </MenuItem>
        ))}
      </Menu>
      <Button
        icon={<MoveRight aria-hidden />}
        disabled={!mayConnect}
        title={mayConnect ? undefined : "Choose the component that it starts at"}
        onClick={onConnect}
      >
        Flow
      </Button>
    </div>
  );
}

function StepTools({ canUndo, canRedo, canCopy, canPaste, onUndo, onRedo, onCopy, onPaste }: ToolbarProps) {
  return (
    <Group>
      <IconButton label="Undo" disabled={!canUndo} onClick={onUndo}>
        <Undo2 aria-hidden />
      </IconButton>
      <IconButton label="Do it again" disabled={!canRedo} onClick={onRedo}>
        <Redo2 aria-hidden />
      </IconButton>
      <IconButton label="Copy" disabled={!canCopy} onClick={onCopy}>
        <Copy aria-hidden />
      </IconButton>
      <IconButton label="Paste" disabled={!canPaste} onClick={onPaste}>
        <ClipboardPaste aria-hidden />
      </IconButton>
    </Group>
  );
}

function Lenses({ lens, onLens }: ToolbarProps) {
  return (
    <div className="max-w-full overflow-x-auto">
      <Segmented label="Lens">
        <SegmentButton pressed={lens === null} onClick={() => onLens(null)}>
          Stated
        </SegmentButton>
        {BOARD_LENSES.map((one) => (
          <SegmentButton key={one} pressed={lens === one} onClick={() => onLens(one)}>
            {BOARD_LENS_WORD[one]}
          </SegmentButton>
        ))}
      </Segmented>
    </div>
  );
}

function KeysHelp() {
  return (
    <DialogButton
      label={<span className="sr-only">Keys of the drawing board</span>}
      icon={<Keyboard aria-hidden className="mx-0!" />}
      variant="ghost"
      className="w-control gap-0 px-0"
      heading="Keys of the drawing board"
      description="Letters can be switched off on your account page."
    >
      <KeyList keys={BOARD_KEYS} />
    </DialogButton>
  );
}

/** "3 changes, not saved", "Layout not saved". */
function wordsOf({ changes, moved, savedWords }: ToolbarProps): string {
  if (changes > 0) return `${changes} ${changes === 1 ? "change" : "changes"}, not saved`;
  return moved > 0 ? "Layout not saved" : (savedWords ?? "");
}

function SaveTools(props: ToolbarProps) {
  const { changes, moved, isSaving, onSave } = props;
  return (
    <div className="ml-auto flex items-center gap-2">
      <span role="status" className="text-xs text-2">
        {wordsOf(props)}
      </span>
      <Button
        variant="primary"
        icon={<Save aria-hidden />}
        pending={isSaving}
        disabled={changes === 0 && moved === 0}
        onClick={onSave}
      >
        Save
      </Button>
    </div>
  );
}
