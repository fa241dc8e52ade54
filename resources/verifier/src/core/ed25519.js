/** Ed25519 by the browser itself, and by a small audited library where the browser has not got it. */

import { verifyAsync } from "@noble/ed25519";

const ALGORITHM = { name: "Ed25519" };
// RFC 8032, section 7.1, test 1: a key that every implementation must take.
const SOME_KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

let native = null;

function isNative() {
  native ??= crypto.subtle
    .importKey("raw", Uint8Array.from(SOME_KEY.match(/../g), (pair) => parseInt(pair, 16)), ALGORITHM, false, ["verify"])
    .then(
      () => true,
      () => false,
    );
  return native;
}

/** Whether the 64 bytes are this key's signature (32 bytes) over the message. */
export async function isSigned(message, signature, publicKey) {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  try {
    if (await isNative()) {
      const key = await crypto.subtle.importKey("raw", publicKey, ALGORITHM, false, ["verify"]);
      return await crypto.subtle.verify(ALGORITHM, key, signature, message);
    }
    return await verifyAsync(signature, message, publicKey, { zip215: false });
  } catch {
    return false; // a point that is on no curve
  }
}
