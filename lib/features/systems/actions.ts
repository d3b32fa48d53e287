"use server";
import { exposeForm } from "@/lib/server/expose";
import * as commands from "./commands";

export const createSystem = exposeForm(commands.createSystem, "/systems/:slug");
export const editSystem = exposeForm(commands.editSystem, "/systems/:slug/settings?saved=1");
