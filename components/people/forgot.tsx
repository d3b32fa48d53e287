import { TextLink } from "@/components/ui/text-link";
import { ForgotForm } from "./forgot-form";

/** The ways to a new password: by mail where mail is set, by an administrator in any case. */
export function Forgot({ mailed }: { readonly mailed: boolean }) {
  if (mailed)
    return (
      <>
        <h1>Choose a new password</h1>
        <p className="mt-1 text-2">A link to choose one goes to the address that you sign in with.</p>
        <ForgotForm />
      </>
    );
  return (
    <>
      <h1>Choose a new password</h1>
      <p className="mt-1 text-2">
        This installation sends no mail. An administrator makes a reset link for you on your page under People
        and hands it over: it works once, for 24 hours.
      </p>
      <p className="mt-4">
        <TextLink href="/sign-in">Back to sign-in</TextLink>
      </p>
    </>
  );
}
