"use server";
import { exposeForm } from "@/lib/server/expose";
import * as notices from "./commands";

export const markRead = exposeForm(notices.markRead);
export const chooseMail = exposeForm(notices.chooseMail);
