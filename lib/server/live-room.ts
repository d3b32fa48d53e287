/** Windows that are live at a time: of one session, of one person, of one instance; more of them ask from time to time. */
const PER_SESSION = 6;
const PER_PERSON = 24;
const PER_INSTANCE = 1_000;

/** Whose a window is. */
type Holder = { readonly id: string; readonly sessionId: string };

/** Whether one more window may be live, so that nobody takes the room of all others, however often they sign in. */
export function hasRoom(live: readonly Holder[], { id, sessionId }: Holder): boolean {
  const mine = live.filter((one) => one.id === id);
  const here = mine.filter((one) => one.sessionId === sessionId);
  return live.length < PER_INSTANCE && mine.length < PER_PERSON && here.length < PER_SESSION;
}
