"use server";
import { exposeForm } from "@/lib/server/expose";
import * as deciding from "./commands";

export const approve = exposeForm(deciding.approve);
export const reject = exposeForm(deciding.reject);
export const withdraw = exposeForm(deciding.withdraw);
