"use server";
import { expose, exposeForm } from "@/lib/server/expose";
import * as adding from "./commands/add";
import * as adopting from "./commands/adopt";
import * as answering from "./commands/answer";
import * as excepting from "./commands/except";
import * as proving from "./commands/prove";

export const editItem = expose(answering.editItem);
export const editItemForm = exposeForm(answering.editItem);
export const editItems = expose(answering.editItems);
export const attestAgain = exposeForm(answering.attestAgain);
export const exceptItem = exposeForm(excepting.exceptItem);
export const endException = exposeForm(excepting.endException);
export const addLink = exposeForm(proving.addLink);
export const addComment = exposeForm(proving.addComment);
export const attachTemplate = exposeForm(adopting.attachTemplate);
export const upgradeTemplate = exposeForm(adopting.upgradeTemplate);
export const addOwnItem = exposeForm(adding.addOwnItem);
