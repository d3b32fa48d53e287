/** Round trips that a TLS handshake adds before the first byte of a request can be sent. */
export const HANDSHAKE_ROUND_TRIPS = {
  "tls13-full": 1,
  /** Resumption saves no round trip in TLS 1.3: only 0-RTT or a connection that is kept alive does. */
  "tls13-resumed": 1,
  "tls13-0rtt": 0,
  "tls12-full": 2,
  "tls12-resumed": 1,
} as const;
export type HandshakeKind = keyof typeof HANDSHAKE_ROUND_TRIPS;

/**
 * Time that a handshake waits for the network; what the two computers calculate comes on top (about 1 ms).
 *
 * @param msRoundTrip of the connection, ≥ 0
 * Source: RFC 8446, section 2; RFC 5246, section 7.3.
 */
export function msOfRoundTrips(kind: HandshakeKind, msRoundTrip: number): number {
  return HANDSHAKE_ROUND_TRIPS[kind] * msRoundTrip;
}
