/** COSE_Sign1 (RFC 9052) as papers and delegations use it, and nothing beside it (`docs/qr-format.md`, section 2). */

import { Unreadable, utf8 } from "./bytes.js";
import * as cbor from "./cbor.js";
import { isSigned } from "./ed25519.js";

const MOST_BYTES = 2_000;
const ALG = 1;
const KID = 4;
const KCWT = 13;
const ED25519 = -19;

/** `{protected, kid, payload, signature, delegation}`; `delegation` is an encoded COSE_Sign1 or null. */
export function decode(data) {
  const tagged = cbor.decode(data, MOST_BYTES);
  const parts = tagged instanceof cbor.Tagged && tagged.value;
  if (!Array.isArray(parts) || parts.length !== 4) throw new Unreadable();
  const [protectedBytes, unprotected, payload, signature] = parts;
  if (![protectedBytes, payload, signature].every((part) => part instanceof Uint8Array)) throw new Unreadable();
  if (signature.length !== 64) throw new Unreadable();
  return { protected: protectedBytes, kid: kidOf(protectedBytes), payload, signature, delegation: delegationOf(unprotected) };
}

function kidOf(protectedBytes) {
  const headers = cbor.decode(protectedBytes, MOST_BYTES);
  if (!(headers instanceof cbor.Entries) || !headers.hasOnly(ALG, KID) || headers.get(ALG) !== ED25519) throw new Unreadable();
  const kid = headers.get(KID);
  if (!(kid instanceof Uint8Array) || kid.length !== 8) throw new Unreadable();
  return kid;
}

function delegationOf(unprotected) {
  if (!(unprotected instanceof cbor.Entries)) throw new Unreadable();
  if (unprotected.entries.length === 0) return null;
  if (!unprotected.hasOnly(KCWT)) throw new Unreadable();
  return unprotected.entry(KCWT).raw;
}

/** Whether this key signed this message for this purpose (`context`, the external_aad). */
export function isGenuine(message, context, publicKey) {
  const signed = cbor.array(
    cbor.text("Signature1"),
    cbor.bytes(message.protected),
    cbor.bytes(utf8(context)),
    cbor.bytes(message.payload),
  );
  return isSigned(signed, message.signature, publicKey);
}
