"use server";
import { expose, exposeForm, exposeTextFile } from "@/lib/server/expose";
import * as commands from "./commands";
import * as importing from "./commands/import-model";
import * as layout from "./commands/save-layout";

export const addElement = exposeForm(commands.saveElements);
export const saveElement = exposeForm(commands.saveElements, "/systems/:slug/architecture?saved=:ref#:ref");
export const takeOutElement = exposeForm(commands.saveElements, "/systems/:slug/architecture?taken=:ref");
export const saveDrawing = expose(commands.saveElements);
export const saveLayout = expose(layout.saveLayout);
export const importModel = exposeTextFile(importing.importModel);
