"use server";
import { exposeForm } from "@/lib/server/expose";
import * as commands from "./commands";

export const saveControl = exposeForm(commands.saveControl, "/systems/:slug/controls?saved=:ref#:ref");
export const retireControl = exposeForm(commands.retireControl, "/systems/:slug/controls?saved=:ref#:ref");
/** The same from a what-if, which stays where it is. */
export const proposeControl = exposeForm(commands.saveControl);
