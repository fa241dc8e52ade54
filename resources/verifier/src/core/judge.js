/** Judging a paper: from the text of its QR code to what a checker is told. */

import { hex, keyId, same, sha256, Unreadable } from "./bytes.js";
import { adopter, inForce, signer } from "./anchors.js";
import { readClaims, readDelegation } from "./claims.js";
import * as cose from "./cose.js";
import { dayOfSeconds } from "./days.js";
import { decide, inScope, WITHDRAWN } from "./decide.js";
import { readText } from "./qrtext.js";
import { isFresh, lookUp, newest } from "./register.js";

const DELEGATION_CONTEXT = "assessor-delegation/1";
const paperContext = (host) => (host ? `assessor-paper/1 ${host}` : "assessor-paper/1");

/** A paper taken apart, nothing of it believed yet. Unreadable "qr-unreadable", "paper-unreadable" or "paper-newer". */
export async function takeApart(text) {
  const { host, data } = readText(text);
  const message = cose.decode(data);
  if (message.delegation === null) throw new Unreadable();
  const vouched = cose.decode(message.delegation);
  if (vouched.delegation !== null) throw new Unreadable();
  const claims = readClaims(message.payload);
  const delegation = readDelegation(vouched.payload);
  const named = same(message.kid, await keyId(delegation.publicKey));
  return { host, message, claims, vouched, delegation, named, digest: await sha256(claims.cti) };
}

/**
 * What a checker is told of a paper that was taken apart. `lists` are anchor lists in the order in which they were
 * added, `registers` those held here, `now` a moment in milliseconds, `today` the day where the reader stands.
 */
export async function judge(paper, { lists, registers, now, today }) {
  const trusted = inForce(lists);
  const by = paper.named ? signer(trusted, hex(paper.vouched.kid), "delegation") : null;
  const adopting = paper.named ? adopter(trusted, hex(paper.vouched.kid)) : null;
  const held = { registers, now, today };
  if (adopting && goesByAdopter(paper, by, adopting, registers)) {
    const told = await judgeBy(paper, adopting, held);
    // Where the centre's own list is held too, it has the word on what the register does not settle.
    if (!by || told.answer === "valid" || WITHDRAWN.includes(told.state)) return told;
  }
  return judgeBy(paper, by, held);
}

function goesByAdopter(paper, by, adopting, registers) {
  if (!by) return true;
  const register = newest(registers, adopting.anchors.issuer);
  return register !== null && lookUp(register, paper.digest) !== null && by.anchors.ownAward;
}

async function judgeBy(paper, by, { registers, now, today }) {
  const facts = factsOf(paper, by, today);
  if (!by || !(await isGenuine(paper, by))) return toldOf(paper, by, facts);
  const register = newest(registers, by.anchors.issuer);
  const entry = register && lookUp(register, paper.digest);
  const found = {
    ...facts,
    genuine: true,
    fresh: register !== null && isFresh(register, now),
    registeredAs: register && (entry?.state ?? "unknown"),
  };
  return dated(toldOf(paper, by, found), register, entry, today);
}

async function isGenuine(paper, by) {
  return (
    (await cose.isGenuine(paper.vouched, DELEGATION_CONTEXT, by.publicKey)) &&
    (await cose.isGenuine(paper.message, paperContext(paper.host), paper.delegation.publicKey))
  );
}

function factsOf({ claims, delegation }, by, today) {
  const within = delegation.notBefore <= claims.issuedAt && claims.issuedAt <= delegation.expires;
  return {
    issuerKnown: by !== null,
    genuine: false,
    inScope: inScope(claims.code, delegation.scope),
    inWindow: within && (by === null || by.wasInUse(dayOfSeconds(delegation.issuedAt))),
    suspended: by !== null && by.anchors.suspended.some((entry) => entry.device === delegation.device),
    compromised: by !== null && by.isCompromised,
    fresh: false,
    registeredAs: null,
    provisionalUntil: claims.provisionalUntil,
    validUntil: claims.validUntil,
    today,
  };
}

/** Names come from the anchor list alone, never from the paper; a delegation whose signature failed names nobody. */
function toldOf({ claims, delegation }, by, facts) {
  const told = { ...decide(facts), claims, asOf: null, since: null, successor: null };
  if (!by) return { ...told, issuer: null, body: null, ownAward: false, centre: null, approvalNumber: null, phone: null, host: null };
  const { anchors } = by;
  const centre = facts.genuine ? anchors.centres.get(by.adoptedFor ?? delegation.centre) : undefined;
  return {
    ...told,
    issuer: anchors.issuer,
    body: anchors.name,
    ownAward: anchors.ownAward,
    centre: centre?.name ?? null,
    approvalNumber: centre?.approval_number || null,
    phone: centre?.phone || anchors.phone || null,
    host: anchors.host,
  };
}

function dated(told, register, entry, today) {
  if (told.reason === "expired") return { ...told, asOf: today, since: told.claims.validUntil };
  const asOf = register && register.asOfDay;
  if (!entry || entry.state !== told.state) return { ...told, asOf };
  return { ...told, asOf, since: entry.on, successor: entry.successor };
}
