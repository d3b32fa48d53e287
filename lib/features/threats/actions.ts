"use server";
import { exposeForm } from "@/lib/server/expose";
import * as exceptions from "./commands";

export const acceptFinding = exposeForm(exceptions.acceptFinding);
export const endFindingException = exposeForm(exceptions.endException);
