import type { Installation } from "../../fixtures/installation";
import { enter } from "../../fixtures/session";
import type { Person } from "../../fixtures/test";

export const EMAIL = {
  jonas: "jonas@meridian.example",
  ana: "ana@meridian.example",
  mei: "mei@meridian.example",
  sara: "sara@meridian.example",
} as const;
type Who = keyof typeof EMAIL;

export type People = Readonly<Record<Who, Person>>;

export async function everybody(
  installation: Installation,
  person: (name: string) => Promise<Person>,
): Promise<People> {
  const open = async (name: string, who: Who) => {
    const opened = await person(name);
    await enter(installation, opened, EMAIL[who]);
    return opened;
  };
  return {
    jonas: await open("Jonas", "jonas"),
    ana: await open("Ana", "ana"),
    mei: await open("Mei", "mei"),
    sara: await open("Sara", "sara"),
  };
}
