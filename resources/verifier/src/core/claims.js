/** What a paper says, and what the issuer says of the device that signed it (`docs/qr-format.md`, sections 3 and 4). */

import { hex, Unreadable } from "./bytes.js";
import * as cbor from "./cbor.js";
import { dayOf, MOST_SECONDS } from "./days.js";
import { isPlain } from "./plain.js";

const OURS = -65537;
const VERSION = 1;
const MOST = { claims: 600, delegation: 1_000, name: 64, title: 80, code: 64, short: 24, scope: 64, scopes: 32 };

function require(truth) {
  if (!truth) throw new Unreadable();
}

/** The claims as a map; "paper-newer" for those of a later version, whatever else is in them. */
function claimsOf(payload, mostBytes, keys) {
  const claims = cbor.decode(payload, mostBytes);
  require(claims instanceof cbor.Entries);
  const fields = claims.get(OURS);
  const version = Array.isArray(fields) ? fields[0] : null;
  const isNumber = typeof version === "number" || typeof version === "bigint";
  if (isNumber && version > VERSION) throw new Unreadable("paper-newer");
  require(claims.hasOnly(...keys) && version === VERSION);
  return { claims, fields };
}

function seconds(value) {
  require(typeof value === "number" && value >= 0 && value <= MOST_SECONDS);
  return value;
}

function text(value, mostBytes = MOST.short) {
  require(isPlain(value, mostBytes));
  return value;
}

const textOrNull = (value) => (value === null ? null : text(value));

function day(value) {
  require(typeof value === "number");
  const found = dayOf(value);
  require(found !== null);
  return found;
}

const dayOrNull = (value) => (value === null ? null : day(value));

/** The claims of a paper. `mark` is `{born}`, `{ending}` or null; days are ISO texts, `issuedAt` Unix seconds. */
export function readClaims(payload) {
  const { claims, fields } = claimsOf(payload, MOST.claims, [6, 7, OURS]);
  const cti = claims.get(7);
  require(cti instanceof Uint8Array && cti.length === 16 && fields.length === 12);
  const [, number, name, mark, code, version, title, level, credits, environment, provisional, valid] = fields;
  require(environment === 0 || environment === 1 || environment === 2);
  return {
    cti,
    issuedAt: seconds(claims.get(6)),
    number: text(number),
    name: text(name, MOST.name),
    mark: markOf(mark),
    code: text(code, MOST.code),
    version: text(version),
    title: text(title, MOST.title),
    level: textOrNull(level),
    credits: textOrNull(credits),
    environment,
    provisionalUntil: dayOrNull(provisional),
    validUntil: dayOrNull(valid),
  };
}

function markOf(mark) {
  if (mark === null) return null;
  return typeof mark === "number" || typeof mark === "bigint" ? { born: day(mark) } : { ending: text(mark) };
}

/** `{centre, device, publicKey, scope, notBefore, expires, issuedAt}`. */
export function readDelegation(payload) {
  const { claims, fields } = claimsOf(payload, MOST.delegation, [2, 4, 5, 6, 8, OURS]);
  require(fields.length === 3);
  const [, device, scope] = fields;
  require(device instanceof Uint8Array && device.length === 8);
  require(Array.isArray(scope) && scope.length <= MOST.scopes);
  return {
    centre: text(claims.get(2), MOST.scope),
    device: hex(device),
    publicKey: publicOf(claims.get(8)),
    scope: scope.map((part) => text(part, MOST.scope)),
    notBefore: seconds(claims.get(5)),
    expires: seconds(claims.get(4)),
    issuedAt: seconds(claims.get(6)),
  };
}

function publicOf(cnf) {
  require(cnf instanceof cbor.Entries && cnf.hasOnly(1));
  const key = cnf.get(1);
  require(key instanceof cbor.Entries && key.hasOnly(1, -1, -2) && key.get(1) === 1 && key.get(-1) === 6);
  const found = key.get(-2);
  require(found instanceof Uint8Array && found.length === 32);
  return found;
}
