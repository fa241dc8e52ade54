/** The register: the issuer's signed word on every paper, file by file or all in one (`docs/qr-format.md`, section 6). */

import { fromUtf8, hex, same, sha256, Unreadable } from "./bytes.js";
import { signer } from "./anchors.js";
import * as cbor from "./cbor.js";
import { dayOf, dayOfMoment, momentOf } from "./days.js";
import { isVerified, open } from "./jws.js";

const TYP = "assessor-register+jws";
const MAGIC = "assessor-register/1";
const STATES = ["registered", "superseded", "revoked", "rejected", "annulled"];
const VERSION = 1;
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_ITEMS = 4_096 + 16;
const CLOCK_SLACK = 86_400_000;

const unreadable = () => new Unreadable("register-unreadable");

/**
 * A register whose manifest is signed: `{issuer, asOf, validUntil, asOfDay, validUntilDay, bits, hashes, buckets, text}`; `buckets` holds those
 * that were put in, by their place. Unreadable for what cannot be read or is not to be believed.
 */
export async function readManifest(text, lists) {
  const jws = open(text.trim());
  const by = signer(lists, jws.kid, "register");
  const content = parsed(jws.payload);
  if (!by || by.anchors.issuer !== content.issuer) throw new Unreadable("register-unknown-issuer");
  if (by.isCompromised) throw new Unreadable("register-compromised");
  if (!(await isVerified(jws, TYP, by.publicKey))) throw new Unreadable("signature-invalid");
  const [asOf, validUntil] = [momentOf(content.asOf), momentOf(content.validUntil)];
  if (asOf === null || validUntil === null) throw unreadable();
  if (!by.wasInUse(dayOfMoment(asOf))) throw new Unreadable("register-unknown-issuer");
  const days = { asOfDay: content.asOf.slice(0, 10), validUntilDay: content.validUntil.slice(0, 10) };
  return { issuer: content.issuer, asOf, validUntil, ...days, bits: content.bits ?? 0, hashes: content.buckets, buckets: new Map(), text: text.trim() };
}

function parsed(payload) {
  let content;
  try {
    content = JSON.parse(fromUtf8(payload));
  } catch {
    throw unreadable();
  }
  const { v = VERSION, issuer, asOf, validUntil, bits = 0, buckets } = content ?? {};
  const whole = [issuer, asOf, validUntil].every((value) => typeof value === "string") && (bits === 0 || bits === 12);
  if (Number.isInteger(v) && v > VERSION) throw new Unreadable("register-newer");
  const hashed = Array.isArray(buckets) && buckets.every((hash) => typeof hash === "string" && /^[0-9a-f]{64}$/.test(hash));
  if (v !== VERSION || !whole || !hashed || buckets.length !== 1 << bits) throw unreadable();
  return content;
}

/** Puts one bucket into its register. "register-altered" where it is not the one that was signed. */
export async function putBucket(register, place, data) {
  if (data.length > MOST_BYTES || hex(await sha256(data)) !== register.hashes[place]) throw new Unreadable("register-altered");
  register.buckets.set(place, data);
}

/** A register from the file that has all of it. */
export async function readRegister(data, lists) {
  let parts;
  try {
    parts = cbor.decode(data, MOST_BYTES, MOST_ITEMS);
  } catch {
    throw unreadable();
  }
  const [magic, manifest, buckets] = Array.isArray(parts) && parts.length === 3 ? parts : [];
  const whole = magic === MAGIC && typeof manifest === "string" && Array.isArray(buckets);
  if (!whole || !buckets.every((bucket) => bucket instanceof Uint8Array)) throw unreadable();
  const register = await readManifest(manifest, lists);
  if (buckets.length !== register.hashes.length) throw new Unreadable("register-altered");
  for (const [place, bucket] of buckets.entries()) await putBucket(register, place, bucket);
  return register;
}

export const isFresh = (register, now) => register.asOf - CLOCK_SLACK <= now && now <= register.validUntil;

/** The place of the bucket for a paper, by SHA-256 of its cti. */
export const placeOf = (register, digest) => (register.bits ? (digest[0] << 4) | (digest[1] >> 4) : 0);

/** What the register has of a paper: `{state, on, successor}`, or null. The bucket must have been put in. */
export function lookUp(register, digest) {
  const bucket = register.buckets.get(placeOf(register, digest));
  if (!bucket) throw unreadable();
  return entriesOf(bucket).find((entry) => same(entry.prefix, digest.subarray(0, 8))) ?? null;
}

function entriesOf(bucket) {
  let rows;
  try {
    rows = cbor.decode(bucket, MOST_BYTES);
  } catch {
    throw unreadable();
  }
  if (!Array.isArray(rows)) throw unreadable();
  return rows.map(entryOf);
}

function entryOf(row) {
  const [prefix, code, days, successor] = Array.isArray(row) && row.length === 4 ? row : [];
  const state = typeof code === "number" ? STATES[code] : undefined;
  const on = typeof days === "number" ? dayOf(days) : null;
  const named = successor === null || (typeof successor === "string" && [...successor].length <= 24);
  if (!(prefix instanceof Uint8Array) || prefix.length !== 8 || !state || !on || !named) throw unreadable();
  return { prefix, state, on, successor };
}

/** The latest register of an issuer, or null. */
export function newest(registers, issuer) {
  const own = registers.filter((register) => register.issuer === issuer);
  return own.reduce((best, register) => (best && best.asOf >= register.asOf ? best : register), null);
}
