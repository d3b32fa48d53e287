import { err, ok, type Result } from "@/lib/domain/kernel/result";

/** A credential as both sides name it; bytes are base64url. Source: WebAuthn level 3, JSON serialisations. */
interface Named {
  readonly type: "public-key";
  readonly id: string;
  readonly transports?: readonly string[];
}

/** What the server asks of a passkey. */
export interface PasskeyRequest {
  readonly challenge: string;
  readonly rpId: string;
  readonly allowCredentials: readonly Named[];
  readonly timeout: number;
  readonly userVerification: "preferred" | "required";
}

/** What the server asks of a passkey that is to be made. */
export interface PasskeyCreation {
  readonly challenge: string;
  readonly rp: { readonly id: string; readonly name: string };
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
  readonly pubKeyCredParams: readonly { readonly type: "public-key"; readonly alg: number }[];
  readonly excludeCredentials: readonly Named[];
  readonly timeout: number;
  readonly attestation: "none";
  readonly authenticatorSelection: AuthenticatorSelectionCriteria;
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const textOf = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const descriptor = ({ id, transports }: Named): PublicKeyCredentialDescriptor => ({
  type: "public-key",
  id: bytesOf(id),
  ...(transports && { transports: transports as AuthenticatorTransport[] }),
});

const NOT_HERE = "This browser has no passkeys, or the page is not opened over https. Use a code instead.";

/** What went wrong at the person's own machine, in words; browsers say little on purpose. */
function wordsOf(thrown: unknown): string {
  const name = thrown instanceof DOMException ? thrown.name : "";
  if (name === "InvalidStateError") return "This device holds a passkey of yours already.";
  if (name === "SecurityError") return NOT_HERE;
  return "The passkey gave no answer: it was cancelled, took too long, or is not on this device.";
}

/** Lets the person use a passkey; what it says as JSON, for a field of a form. */
async function ceremony<R extends AuthenticatorResponse>(
  use: (passkeys: CredentialsContainer) => Promise<Credential | null>,
  said: (response: R) => object,
): Promise<Result<string, string>> {
  if (!window.PublicKeyCredential) return err(NOT_HERE);
  try {
    const credential = await use(navigator.credentials);
    if (!(credential instanceof PublicKeyCredential)) return err(wordsOf(null));
    const { id, type, response } = credential;
    return ok(JSON.stringify({ id, rawId: id, type, response: said(response as R) }));
  } catch (thrown) {
    return err(wordsOf(thrown));
  }
}

/** Asks a passkey; its answer as JSON. */
export function askPasskey(request: PasskeyRequest): Promise<Result<string, string>> {
  const publicKey: PublicKeyCredentialRequestOptions = {
    ...request,
    challenge: bytesOf(request.challenge),
    allowCredentials: request.allowCredentials.map(descriptor),
  };
  return ceremony<AuthenticatorAssertionResponse>(
    (passkeys) => passkeys.get({ publicKey }),
    ({ clientDataJSON, authenticatorData, signature }) => ({
      clientDataJSON: textOf(clientDataJSON),
      authenticatorData: textOf(authenticatorData),
      signature: textOf(signature),
    }),
  );
}

/** Has a passkey made; what the server has to know of it as JSON. */
export function makePasskey(creation: PasskeyCreation): Promise<Result<string, string>> {
  const publicKey: PublicKeyCredentialCreationOptions = {
    ...creation,
    challenge: bytesOf(creation.challenge),
    user: { ...creation.user, id: bytesOf(creation.user.id) },
    pubKeyCredParams: [...creation.pubKeyCredParams],
    excludeCredentials: creation.excludeCredentials.map(descriptor),
  };
  return ceremony<AuthenticatorAttestationResponse>(
    (passkeys) => passkeys.create({ publicKey }),
    (response) => ({
      clientDataJSON: textOf(response.clientDataJSON),
      attestationObject: textOf(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    }),
  );
}
