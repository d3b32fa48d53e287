import type { Person } from "@/lib/domain/people/person";

/** What the forms that manage an account need of it. */
export type ManagedPerson = Pick<Person, "id" | "name" | "email" | "role" | "status" | "version">;
