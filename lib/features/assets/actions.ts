"use server";
import { exposeForm } from "@/lib/server/expose";
import * as commands from "./commands";

export const saveAsset = exposeForm(commands.saveAsset, "/systems/:slug/architecture?saved=:ref#:ref");
export const takeOutAsset = exposeForm(commands.takeOutAsset, "/systems/:slug/architecture?taken=:ref");
export const addDataClasses = exposeForm(commands.addDataClasses);
