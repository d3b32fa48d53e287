"use server";
import { expose, exposeForm } from "@/lib/server/expose";
import * as deciding from "./commands";
import * as emergency from "./commands/emergency";
import * as proving from "./commands/step-up";

export const beginStepUp = expose(proving.beginStepUp);
export const approve = exposeForm(deciding.approve);
export const reject = exposeForm(deciding.reject);
export const withdraw = exposeForm(deciding.withdraw);
export const breakGlass = exposeForm(emergency.breakGlass);
export const reviewGlass = exposeForm(emergency.reviewGlass);
