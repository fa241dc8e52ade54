/** Whom the reader trusts: lists of keys, each signed by its issuer's off-line root (`docs/qr-format.md`, section 5). */

import { fromHex, fromUtf8, hex, keyId, publicOfDidKey, Unreadable } from "./bytes.js";
import { isDay, momentOf } from "./days.js";
import { isVerified, open } from "./jws.js";

const TYP = "assessor-anchors+jws";
const MOST_PAYLOAD = 8 * 1024 * 1024;
const VERSION = 1;
const VOUCHING = ["active", "retired"];

const isText = (value, most = 300) => typeof value === "string" && [...value].length <= most;
const isHex = (value, length) => typeof value === "string" && value.length === length && /^[0-9a-f]*$/.test(value);
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const isListOf = (value, is) => Array.isArray(value) && value.every(is);
const isMoment = (value) => typeof value === "string" && momentOf(value) !== null;

const hasDays = (key) => isText(key.from) && isDay(key.from) && isText(key.until) && isDay(key.until) && key.from <= key.until;
const isKeyPair = (key) => isObject(key) && isHex(key.kid, 16) && isHex(key.x, 64) && hasDays(key);

const isKey = (key) =>
  isKeyPair(key) && isListOf(key.use, (use) => isText(use, 64)) && isText(key.state ?? "active", 64) && isCompromisedAt(key.compromised_at);
const isCompromisedAt = (value) => value === undefined || value === null || typeof value === "string";
const isPoint = (value) => typeof value === "string" && /^0[23][0-9a-f]{64}$/.test(value);
const isEs256 = (key) => isObject(key) && isHex(key.kid, 16) && isPoint(key.x) && hasDays(key) && isText(key.state ?? "active", 64);
const isAdopted = (key) => isKeyPair(key) && isText(key.centre);
const isCentre = (centre) =>
  isObject(centre) && isText(centre.name) && isText(centre.approval_number ?? "") && isText(centre.phone ?? "");
const isSuspension = (entry) => isObject(entry) && isHex(entry.device, 16) && Number.isInteger(entry.after) && entry.after >= 0;

function isList(content) {
  return (
    /^did:(key|web):[A-Za-z0-9._:%-]{1,200}$/.test(content.issuer) &&
    typeof content.issuer === "string" &&
    ((content.root ?? null) === null || isHex(content.root, 64)) &&
    isText(content.name) &&
    content.name.length > 0 &&
    typeof (content.own_award ?? false) === "boolean" &&
    isText(content.host ?? "", 110) &&
    isText(content.phone ?? "") &&
    isMoment(content.issued_at) &&
    isListOf(content.keys ?? [], isKey) &&
    isListOf(content.es256 ?? [], isEs256) &&
    isObject(content.centres ?? {}) &&
    Object.values(content.centres ?? {}).every(isCentre) &&
    isListOf(content.suspended ?? [], isSuspension) &&
    isListOf(content.adopted ?? [], isAdopted)
  );
}

/**
 * A list whose signature is good: `{root, issuedAt, text, issuer, name, ownAward, host, phone, keys, es256,
 * centres, suspended, adopted}`. Unreadable "jws-unreadable", "anchors-unreadable", "anchors-newer" or "signature-invalid".
 */
export async function readAnchors(given) {
  const text = given.trim();
  const jws = open(text);
  const content = parsed(jws.payload);
  if (content.v !== undefined && Number.isInteger(content.v) && content.v > VERSION) throw new Unreadable("anchors-newer");
  if ((content.v ?? VERSION) !== VERSION || !isList(content)) throw new Unreadable("anchors-unreadable");
  const root = content.issuer.startsWith("did:key:") ? publicOfDidKey(content.issuer) : content.root && fromHex(content.root);
  if (!root) throw new Unreadable("anchors-unreadable");
  if (!(await isVerified(jws, TYP, root))) throw new Unreadable("signature-invalid");
  const keys = content.keys ?? [];
  const adopted = content.adopted ?? [];
  // P-256 keys sign credentials as JWT, and nothing else.
  const es256 = (content.es256 ?? []).map((key) => ({ ...key, use: ["credentials"] }));
  for (const key of [...keys, ...adopted, ...es256]) {
    if (hex(await keyId(fromHex(key.x))) !== key.kid) throw new Unreadable("anchors-unreadable");
  }
  return {
    root: hex(root),
    issuedAt: momentOf(content.issued_at),
    text,
    issuer: content.issuer,
    name: content.name,
    ownAward: content.own_award ?? false,
    host: content.host ?? null,
    phone: content.phone ?? "",
    keys,
    adopted,
    es256,
    centres: new Map(Object.entries(content.centres ?? {})),
    suspended: content.suspended ?? [],
  };
}

function parsed(payload) {
  if (payload.length > MOST_PAYLOAD) throw new Unreadable("anchors-unreadable");
  try {
    const content = JSON.parse(fromUtf8(payload));
    if (isObject(content)) return content;
  } catch {
    // what is no JSON is refused below, as what is no object
  }
  throw new Unreadable("anchors-unreadable");
}

/** Of several lists by one issuer the newest, under the root of the one that was added first. */
export function inForce(lists) {
  const newest = new Map();
  for (const candidate of lists) {
    const held = newest.get(candidate.issuer);
    if (!held) newest.set(candidate.issuer, candidate);
    else if (candidate.root === held.root && candidate.issuedAt > held.issuedAt) newest.set(candidate.issuer, candidate);
  }
  return [...newest.values()];
}

function signerOf(anchors, key, adoptedFor) {
  return {
    anchors,
    adoptedFor,
    publicKey: fromHex(key.x),
    isCompromised: !VOUCHING.includes(key.state ?? "active"),
    wasInUse: (day) => key.from <= day && day <= key.until,
  };
}

/** The key with this id that a list in force has for this use, or null. */
export function signer(lists, kid, use) {
  for (const anchors of lists) {
    const key = [...anchors.keys, ...anchors.es256].find((one) => one.kid === kid && one.use.includes(use));
    if (key) return signerOf(anchors, key, null);
  }
  return null;
}

/** The key with this id that an issuer lists as adopted, or null. */
export function adopter(lists, kid) {
  for (const anchors of lists) {
    const key = anchors.adopted.find((one) => one.kid === kid);
    if (key) return signerOf(anchors, { ...key, state: "active" }, key.centre);
  }
  return null;
}
