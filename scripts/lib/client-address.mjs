// Who is calling: the address of the other end, or what a trusted proxy says it is.
import { BlockList, isIP } from "node:net";

const plain = (address = "") => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
const family = (address) => (isIP(address) === 6 ? "ipv6" : "ipv4");

/** "1.2.3.4:5678" and "[::1]:80" without their ports; undefined where it is no address. */
function withoutPort(text) {
  const bare = plain(
    text
      .trim()
      .replace(/^\[(.+)\](:\d+)?$/, "$1")
      .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1"),
  );
  return isIP(bare) ? bare : undefined;
}

/** The bits of a range: all of them where none are given, undefined where they are no number in range. */
function bitsOf(address, text) {
  const bitsMax = isIP(address) === 6 ? 128 : 32;
  const bits = text === undefined ? bitsMax : Number(text);
  return text !== "" && Number.isInteger(bits) && bits >= 0 && bits <= bitsMax ? bits : undefined;
}

function listOf(trustedProxies) {
  const list = new BlockList();
  const entries = trustedProxies.split(",").map((part) => part.trim());
  for (const entry of entries.filter(Boolean)) {
    const [address, text, more] = entry.split("/");
    const bits = bitsOf(address, text);
    if (!isIP(address) || bits === undefined || more !== undefined) {
      throw new Error(`TRUSTED_PROXIES holds “${entry}”: give addresses or ranges such as 10.0.0.0/8.`);
    }
    list.addSubnet(address, bits, family(address));
  }
  return list;
}

/**
 * @param trustedProxies comma list of addresses and ranges whose x-forwarded-for is believed
 * @returns a reader of (the other end's address, its x-forwarded-for) that says the client's address and whether the
 *   other end is a trusted proxy. The list is read from its end, as far as each hop is trusted: what stands before an
 *   untrusted hop may be made up.
 * @throws when the list holds something else
 */
export function addressReader(trustedProxies = "") {
  const list = listOf(trustedProxies);
  const isTrusted = (address) => isIP(address) > 0 && list.check(address, family(address));
  return (peer, forwardedFor = "") => {
    let address = plain(peer);
    const isProxy = isTrusted(address);
    const hops = forwardedFor.split(",");
    while (hops.length > 0 && isTrusted(address)) {
      const next = withoutPort(hops.pop());
      if (next === undefined) break;
      address = next;
    }
    return { address, isProxy };
  };
}
