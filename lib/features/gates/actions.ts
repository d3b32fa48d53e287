"use server";
import { exposeForm } from "@/lib/server/expose";
import * as commands from "./commands";

export const passGate = exposeForm(commands.passGate);
