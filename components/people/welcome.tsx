import { signOut } from "@/lib/features/people/actions";
import { WelcomeForm } from "./welcome-form";

type WelcomeProps = { readonly name: string; readonly email: string; readonly organisation: string };

/** The first page after a sign-in with a one-time password; nothing else is open before it is done. */
export function Welcome({ name, email, organisation }: WelcomeProps) {
  return (
    <>
      <h1>Welcome to {organisation}</h1>
      <p className="mt-1 text-2">
        You signed in as {name} with a one-time password. Choose one that only you know.
      </p>
      <WelcomeForm email={email} />
      <form action={signOut} className="mt-4">
        <button type="submit" className="link min-h-6">
          Sign out instead
        </button>
      </form>
    </>
  );
}
