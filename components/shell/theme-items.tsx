"use client";

import { useTheme } from "next-themes";
import { MenuItem } from "@/components/ui/menu-item";

const THEMES = [
  ["light", "Light"],
  ["dark", "Dark"],
  ["system", "As the system"],
] as const;

/** The choice of theme inside the account menu. */
export function ThemeItems() {
  const { theme, setTheme } = useTheme();
  return THEMES.map(([value, word]) => (
    <MenuItem key={value} onClick={() => setTheme(value)} aria-current={theme === value ? "true" : undefined}>
      {word} theme
    </MenuItem>
  ));
}
