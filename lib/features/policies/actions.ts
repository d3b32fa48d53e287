"use server";
import { exposeForm } from "@/lib/server/expose";
import * as deciding from "./commands";

export const savePolicy = exposeForm(deciding.savePolicy);
export const retirePolicy = exposeForm(deciding.retire);
