"use server";
import { expose, exposeForm } from "@/lib/server/expose";
import * as answering from "./commands/answer";
import * as proving from "./commands/prove";
import * as templates from "./commands/templates";

export const editItem = expose(answering.editItem);
export const editItemForm = exposeForm(answering.editItem);
export const editItems = expose(answering.editItems);
export const attestAgain = exposeForm(answering.attestAgain);
export const addLink = exposeForm(proving.addLink);
export const addComment = exposeForm(proving.addComment);
export const attachTemplate = exposeForm(templates.attachTemplate);
export const upgradeTemplate = exposeForm(templates.upgradeTemplate);
export const addOwnItem = exposeForm(templates.addOwnItem);
