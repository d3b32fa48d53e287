import "server-only";
import { findInstallation, insertInstallation } from "@/lib/db/installation";
import { insertPerson } from "@/lib/db/people";
import { insertPolicy } from "@/lib/db/policies";
import { counted } from "@/lib/domain/kernel/counted";
import { err, ok } from "@/lib/domain/kernel/result";
import { handleOf } from "@/lib/domain/people/handle";
import { defineCommand } from "@/lib/server/command";
import { hashPassword } from "@/lib/server/password";
import { seedOrganisationInput } from "../schema";

/** Fills an empty installation with an organisation and people who choose a password of their own at first sign-in. */
export const seedOrganisation = defineCommand({
  name: "people.seed-organisation",
  input: seedOrganisationInput,
  permission: "job",
  secretResult: true,
  approval: "never",
  before: async ({ tx }) =>
    (await findInstallation(tx))
      ? err({
          code: "refused",
          reason: "This installation has data already; the sample is for an empty one.",
        })
      : ok(null),
  run: async ({ tx, input }) => {
    await insertInstallation(tx, { organisation: input.organisation, currency: input.currency });
    for (const { subject, policy } of input.policies)
      await insertPolicy(tx, { subject, systemId: null, policy });
    const ids: Record<string, string> = {};
    for (const { password, name, ...person } of input.people) {
      const passwordHash = await hashPassword(password);
      const made = await insertPerson(tx, {
        ...person,
        name,
        handle: handleOf(name),
        passwordHash,
        mustChangePassword: true,
      });
      ids[person.email] = made.id;
    }
    return ok({ ids });
  },
  audit: ({ input }) => ({
    subject: "installation",
    subjectId: null,
    detail: {
      about: `The sample organisation ${input.organisation} with ${counted(input.people.length, "person", "people")} was loaded`,
    },
  }),
});
