"use server";
import { exposeForm } from "@/lib/server/expose";
import * as tokens from "./commands";

export const ask = exposeForm(tokens.ask);
export const reveal = exposeForm(tokens.reveal);
export const rotate = exposeForm(tokens.rotate);
export const revoke = exposeForm(tokens.revoke);
