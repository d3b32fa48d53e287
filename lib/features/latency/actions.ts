"use server";
import { exposeForm } from "@/lib/server/expose";
import * as commands from "./commands";

export const addPath = exposeForm(commands.savePath);
export const savePath = exposeForm(commands.savePath, "/systems/:slug/architecture?saved=:ref#:ref");
export const retirePath = exposeForm(commands.retirePath, "/systems/:slug/architecture?taken=:ref");
