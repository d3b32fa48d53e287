"use server";
import { exposeForm } from "@/lib/server/expose";
import * as strengths from "./commands";

export const setStrength = exposeForm(strengths.setStrength);
