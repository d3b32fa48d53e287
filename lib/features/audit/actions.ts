"use server";
import { exposeForm } from "@/lib/server/expose";
import * as auditing from "./commands";

export const checkNow = exposeForm(auditing.checkNow);
