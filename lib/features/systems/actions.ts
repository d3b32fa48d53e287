"use server";
import { exposeForm } from "@/lib/server/expose";
import * as commands from "./commands";
import * as archive from "./commands/archive";

export const createSystem = exposeForm(commands.createSystem, "/systems/:slug");
export const editSystem = exposeForm(commands.editSystem, "/systems/:slug/settings?saved=1");
export const archiveSystem = exposeForm(archive.archiveSystem, "/systems/:slug");
export const restoreArchived = exposeForm(archive.restoreArchived, "/systems/:slug");
