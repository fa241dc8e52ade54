/** Bytes and the texts that stand for them, read strictly: one content has one text. */

/** What cannot be read has no answer. `code` names the sentence that says so. */
export class Unreadable extends Error {
  constructor(code = "paper-unreadable") {
    super(code);
    this.code = code;
  }
}

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Bytes of base32 or base64url without padding; null where a character or an unused last bit is wrong. */
function unpack(text, alphabet, width) {
  const places = new Map([...alphabet].map((character, place) => [character, place]));
  const out = new Uint8Array(Math.floor((text.length * width) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const character of text) {
    const place = places.get(character);
    if (place === undefined) return null;
    held = ((held << width) | place) & 0xffff;
    bits += width;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = held >> bits;
    }
  }
  const unused = held & ((1 << bits) - 1);
  return bits >= width || unused ? null : out;
}

/** Base32 without padding, as codes have it. */
export function toBase32(bytes) {
  let text = "";
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32[(held >> (bits - 5)) & 31];
  }
  return bits ? text + BASE32[(held << (5 - bits)) & 31] : text;
}

export const fromBase32 = (text) => unpack(text, BASE32, 5);
export const fromBase64Url = (text) => unpack(text, BASE64URL, 6);

/** So many bytes of base58 (Bitcoin's alphabet); null for any other text. */
export function fromBase58(text, length) {
  if (text.length > 2 * length) return null;
  let number = 0n;
  for (const character of text) {
    const place = BASE58.indexOf(character);
    if (place < 0) return null;
    number = number * 58n + BigInt(place);
  }
  const digits = number.toString(16);
  const written = digits.length > 2 * length ? null : fromHex(digits.padStart(2 * length, "0"));
  // Each zero byte at the beginning is a 1 of its own.
  const zeros = /^1*/.exec(text)[0].length;
  return written && written.findIndex((byte) => byte !== 0) === zeros ? written : null;
}

/** The 33 bytes of a did:key for P-256; null for any other text. */
export function p256OfDidKey(did) {
  const found = did.startsWith("did:key:zDn") && did.length < 70 ? fromBase58(did.slice(9), 35) : null;
  return found && found[0] === 0x80 && found[1] === 0x24 ? found.subarray(2) : null;
}

/** The 32 bytes of a did:key for Ed25519; null for any other text. */
export function publicOfDidKey(did) {
  const found = did.startsWith("did:key:z") && did.length === 56 ? fromBase58(did.slice(9), 34) : null;
  return found && found[0] === 0xed && found[1] === 0x01 ? found.subarray(2) : null;
}

export function fromHex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function same(one, other) {
  return one.length === other.length && one.every((byte, place) => byte === other[place]);
}

export function joined(...parts) {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export const utf8 = (text) => new TextEncoder().encode(text);

/** Well-formed UTF-8 as text; a TypeError for anything else. */
export function fromUtf8(bytes) {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** The first 8 bytes of SHA-256 of a public key: what signatures name it by. */
export async function keyId(publicKey) {
  return (await sha256(publicKey)).subarray(0, 8);
}
