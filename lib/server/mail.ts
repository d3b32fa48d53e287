import "server-only";
import nodemailer, { type Transporter } from "nodemailer";
import type { Mail } from "@/lib/db/outbox";
import { env } from "./env";

/** A mail server that does not answer is tried again later. */
const PATIENCE = { connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 10_000 };

let transport: Transporter | undefined;

/** True when this installation can send mail. */
export function mailIsSet(): boolean {
  return Boolean(env().SMTP_URL);
}

/** An address of this installation, for links in mails and invitations. */
export function publicAddress(path: string): string {
  return new URL(path, env().origin).href;
}

/** Hands one mail to the SMTP server. Throws what the server says. */
export async function sendMail(mail: Mail): Promise<void> {
  transport ??= nodemailer.createTransport({ url: env().SMTP_URL, ...PATIENCE }, { from: env().MAIL_FROM });
  await transport.sendMail({ ...mail, disableFileAccess: true, disableUrlAccess: true });
}
