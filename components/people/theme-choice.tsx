"use client";

import { useTheme } from "next-themes";
import { SegmentButton, Segmented } from "@/components/ui/segmented";
import { useInBrowser } from "@/components/ui/use-in-browser";

const THEMES = [
  ["light", "Light"],
  ["dark", "Dark"],
  ["system", "As the system"],
] as const;

/** The theme on this browser. Only the browser knows it, so nothing is pressed before it has spoken. */
export function ThemeChoice() {
  const { theme, setTheme } = useTheme();
  const inBrowser = useInBrowser();
  return (
    <div className="needs-script">
      <Segmented label="Theme">
        {THEMES.map(([value, word]) => (
          <SegmentButton key={value} pressed={inBrowser && theme === value} onClick={() => setTheme(value)}>
            {word}
          </SegmentButton>
        ))}
      </Segmented>
    </div>
  );
}
