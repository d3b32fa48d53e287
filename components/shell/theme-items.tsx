"use client";

import { useTheme } from "next-themes";
import { MenuItem } from "@/components/ui/menu-item";
import { useInBrowser } from "@/components/ui/use-in-browser";

const THEMES = [
  ["light", "Light"],
  ["dark", "Dark"],
  ["system", "As the system"],
] as const;

/** The choice of theme inside the account menu. */
export function ThemeItems() {
  const { theme, setTheme } = useTheme();
  const inBrowser = useInBrowser();
  return THEMES.map(([value, word]) => (
    <MenuItem
      key={value}
      onClick={() => setTheme(value)}
      aria-current={inBrowser && theme === value ? "true" : undefined}
    >
      {word} theme
    </MenuItem>
  ));
}
