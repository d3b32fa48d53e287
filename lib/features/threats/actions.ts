"use server";
import { exposeForm } from "@/lib/server/expose";
import * as exceptions from "./commands/exceptions";
import * as stated from "./commands/stated-threats";

export const acceptFinding = exposeForm(exceptions.acceptFinding);
export const endFindingException = exposeForm(exceptions.endException);
export const stateThreat = exposeForm(stated.stateThreat);
export const takeBackThreat = exposeForm(stated.takeBackThreat);
