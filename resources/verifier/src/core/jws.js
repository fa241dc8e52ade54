/** Compact JWS (RFC 7515) with Ed25519 (RFC 9864), strict about every character of it. */

import { fromBase64Url, fromUtf8, hex, keyId, Unreadable, utf8 } from "./bytes.js";
import { isSigned } from "./ed25519.js";

const MOST_CHARACTERS = 16 * 1024 * 1024;
const SHAPE = /^([A-Za-z0-9_-]{1,400})\.([A-Za-z0-9_-]*)\.([A-Za-z0-9_-]{86})$/;

/** `{kid, typ, payload, signed, signature}`, **unverified**. Unreadable "jws-unreadable". */
export function open(text) {
  const found = text.length > MOST_CHARACTERS ? null : SHAPE.exec(text);
  const [head, payload, signature] = found ? found.slice(1).map(fromBase64Url) : [];
  if (!head || !payload || !signature) throw new Unreadable("jws-unreadable");
  const header = parsed(head);
  const members = header && typeof header === "object" ? Object.keys(header).sort().join() : "";
  if (members !== "alg,kid,typ" || header.alg !== "Ed25519" || typeof header.typ !== "string") throw new Unreadable("jws-unreadable");
  if (typeof header.kid !== "string" || !/^[0-9a-f]{16}$/.test(header.kid)) throw new Unreadable("jws-unreadable");
  return { kid: header.kid, typ: header.typ, payload, signed: utf8(text.slice(0, text.lastIndexOf("."))), signature };
}

function parsed(bytes) {
  try {
    return JSON.parse(fromUtf8(bytes));
  } catch {
    return null;
  }
}

/** Whether this key signed it for this use (`typ`). */
export async function isVerified(jws, typ, publicKey) {
  if (jws.typ !== typ || jws.kid !== hex(await keyId(publicKey))) return false;
  return isSigned(jws.signed, jws.signature, publicKey);
}
