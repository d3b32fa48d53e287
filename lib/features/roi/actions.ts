"use server";
import { exposeForm } from "@/lib/server/expose";
import * as commands from "./commands";

const FORM = "/systems/:slug/roi/scenarios/:threat";
export const saveLossScenario = exposeForm(commands.saveLossScenario, `${FORM}?saved=1`);
export const dropLossScenario = exposeForm(commands.dropLossScenario, `${FORM}?dropped=1`);
