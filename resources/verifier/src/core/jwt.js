/** Credentials and lists of withdrawals as JWT (VC-JWT, Open Badges 3.0, 8.2): ES256 alone. */

import { fromBase64Url, fromUtf8, Unreadable, utf8 } from "./bytes.js";
import { isSignedByP256 } from "./p256.js";

const SHAPE = /^ey[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/;

export const isJwt = (text) => SHAPE.test(text);

/** `{kid, algorithm, content, signed, signature}`, **unverified**. Unreadable "credential-unreadable". */
export function openJwt(text) {
  const parts = isJwt(text) ? text.split(".").map(fromBase64Url) : [];
  const [header, content] = parts.slice(0, 2).map(object);
  if (!header || !content) throw new Unreadable("credential-unreadable");
  return {
    kid: typeof header.kid === "string" ? header.kid : "",
    algorithm: header.alg,
    content,
    signed: utf8(text.slice(0, text.lastIndexOf("."))),
    signature: parts[2] ?? new Uint8Array(),
  };
}

function object(bytes) {
  try {
    const found = JSON.parse(fromUtf8(bytes));
    return found !== null && typeof found === "object" && !Array.isArray(found) ? found : null;
  } catch {
    return null;
  }
}

/** Whether this key signed it. Unreadable "credential-other-proof" where it is signed in another way than its key can. */
export function isJwtSigned(jwt, publicKey) {
  if (jwt.algorithm !== "ES256" || publicKey.length !== 33) throw new Unreadable("credential-other-proof");
  return isSignedByP256(jwt.signed, jwt.signature, publicKey);
}

/** Whether the registered claims say what the credential itself says: 8.2.4.1 demands it. */
export function claimsAgree(content, issuer) {
  const subject = [content.credentialSubject].flat()[0]?.id;
  const named = content.id === undefined || content.jti === content.id;
  return content.iss === issuer && typeof content.nbf === "number" && named && content.sub === subject;
}
