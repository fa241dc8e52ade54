/** Judging an Open Badges 3.0 credential by what is held here: from its content to what a checker is told. */

import { inForce, signer } from "./anchors.js";
import { fromBase58, hex, joined, keyId, p256OfDidKey, publicOfDidKey, sha256, Unreadable, utf8 } from "./bytes.js";
import { isSigned } from "./ed25519.js";
import { claimsAgree, isJwtSigned } from "./jwt.js";
import { endorsementsIn, ENDORSEMENT, isClosed, isObject, kindOf, membersOf, partsIn } from "./kinds.js";
import { canonical } from "./linked.js";
import { Patience } from "./patience.js";
import { line, said } from "./said.js";
import { statusOf } from "./status.js";

const SUITE = "eddsa-rdfc-2022";
const CLOCKS_DIFFER = 86_400_000;
const MOST_MEMBERS = 100;
const MOST_ENDORSEMENTS = 5;
// For all of a file: thirty credentials take a slow telephone two or three seconds.
const PATIENCE = 30_000;
const GRAVEST_FIRST = ["not-valid", "cannot-tell", "valid"];

/** Whether this key signed all of this document: Data Integrity, eddsa-rdfc-2022. */
export async function isProved(content, publicKey, patience) {
  const proof = proofOf(content);
  const { proofValue, ...options } = proof;
  const { proof: _, ...document } = content;
  const whole = proof.type === "DataIntegrityProof" && proof.proofPurpose === "assertionMethod" && typeof proofValue === "string";
  const signature = whole && proofValue.startsWith("z") ? fromBase58(proofValue.slice(1), 64) : null;
  if (!signature) return false;
  const texts = [await canonical({ "@context": content["@context"], ...options }, patience), await canonical(document, patience)];
  const digests = await Promise.all(texts.map((text) => sha256(utf8(text))));
  return isSigned(joined(...digests), signature, publicKey);
}

function proofOf(content) {
  const listed = [content.proof].flat().filter(isObject);
  if (!listed.length) throw new Unreadable("credential-unsigned");
  const proofs = listed.filter((one) => one.cryptosuite === SUITE);
  if (proofs.length !== 1) throw new Unreadable("credential-other-proof");
  return proofs[0];
}

/** The issuer's id; empty where it has none. */
export function issuerOf(content) {
  const issuer = isObject(content.issuer) ? content.issuer.id : content.issuer;
  return typeof issuer === "string" ? issuer : "";
}

/** The key inside a did:key, or that which a list held here has for credentials under this name; null where nobody knows. */
function keyOf(issuer, method, lists) {
  if (issuer.startsWith("did:key:")) return publicOfDidKey(issuer) ?? p256OfDidKey(issuer);
  const name = method.split("#")[1] ?? "";
  return lists.some((list) => list.issuer === issuer) ? (signer(lists.filter((list) => list.issuer === issuer), name, "credentials")?.publicKey ?? null) : null;
}

/** Where its list of withdrawals is, or null: an address that the credential alone names. */
function statusAddress(content) {
  const entry = content.credentialStatus;
  return isObject(entry) && typeof entry.statusListCredential === "string" ? entry.statusListCredential : null;
}

/** The key with which this issuer may sign a list of withdrawals: keys change, and a JWT has one of its own. Null for any that others have too. */
function listKey(issuer, method, lists) {
  if (method.split("#")[0] !== issuer) return null;
  const kid = method.split("#")[1] ?? "";
  const listed = signer(lists.filter((list) => list.issuer === issuer), kid, "credentials");
  return listed?.isCompromised ? null : keyOf(issuer, method, lists);
}

/** Good or bad, of a key that is known: Data Integrity, or the JWT that it came in. */
async function signed(content, jwt, { issuer, method, publicKey, patience }) {
  if (!jwt) {
    if (method.split("#")[0] !== issuer) return "bad";
    if (kindOf(content) && !isClosed(content)) throw new Unreadable("credential-refused");
    return (await isProved(content, publicKey, patience)) ? "good" : "bad";
  }
  if (!(await isJwtSigned(jwt, publicKey))) return "bad";
  if (!claimsAgree(content, issuer)) throw new Unreadable("credential-refused");
  return "good";
}

/**
 * What a checker is told: `{answer, reason, state, parts, said, asOf, body, ownAward, phone, members, named, endorsements}`. `jwt` is
 * what the content came in, or null; `statusAt` finds the text of the list of withdrawals at an address, or null. Those inside a transcript are `members`, each told
 * by itself; `named` are the parts of a qualification. Unreadable "credential-refused", "-unsigned", "-other-proof", "-too-hard".
 */
export function judgeCredential(content, { jwt = null, lists, statusAt, now, patience = new Patience(PATIENCE) }) {
  return judged(content, jwt, { trusted: inForce(lists), statusAt, now, patience });
}

async function judged(content, jwt, held, inside = false) {
  const { trusted, now, patience } = held;
  patience.require("credential-too-hard");
  const types = [content.type].flat();
  if (!types.includes("VerifiableCredential") || !isObject(content.credentialSubject)) throw new Unreadable("credential-refused");
  const by = await proved(content, jwt, held);
  const told = said(content);
  const listed = await withdrawals(content, by, held);
  const facts = { signature: by.signature, issuer: issuerFinding(by.signer, told), compromised: by.signer?.isCompromised ?? false, status: listed.finding };
  facts.late = told.validUntil !== null && told.validUntil < now;
  facts.early = told.validFrom !== null && told.validFrom > now + CLOCKS_DIFFER;
  const endorsements = await endorsementsOf(content, held);
  const members = inside ? [] : await membersTold(content, held);
  const verdict = withMembers(decide(facts), members);
  const dated = ["registered", "revoked"].includes(verdict.reason);
  return {
    ...verdict,
    parts: {
      structure: "good",
      signature: by.signature,
      issuer: facts.issuer,
      dates: facts.late || facts.early ? "bad" : "good",
      status: facts.status,
    },
    said: told,
    asOf: dated ? (listed.asOf ?? oldest(verdict, members)) : null,
    body: by.signer?.anchors.name ?? null,
    ownAward: by.signer?.anchors.ownAward ?? false,
    phone: by.signer?.anchors.phone || null,
    members,
    named: partsIn(content).map((one) => ({ id: line(one.id), name: line(one.name), told: line(one.description) })),
    endorsements,
  };
}

/** Its signature as a finding, the issuer that it names, and who lists the key; null where nobody does. */
async function proved(content, jwt, { trusted, patience }) {
  const issuer = issuerOf(content);
  const named = jwt ? jwt.kid : proofOf(content).verificationMethod;
  const method = typeof named === "string" ? named : "";
  const publicKey = keyOf(issuer, method, trusted);
  const signature = publicKey === null ? "unchecked" : await signed(content, jwt, { issuer, method, publicKey, patience });
  return { issuer, signature, signer: signature === "good" ? await signerOf(publicKey, issuer, trusted) : null };
}

/** The list is asked for only where the credential is its issuer's. */
async function withdrawals(content, { issuer, signature }, { trusted, statusAt, now }) {
  const address = signature === "good" ? statusAddress(content) : null;
  const status = address === null ? null : await statusAt(address);
  const keyFor = (name) => listKey(issuer, name, trusted);
  return statusOf(content, { signature, keyFor, status, now, isProved, issuerOf });
}

async function membersTold(content, held) {
  const found = membersOf(content);
  if (found.length > MOST_MEMBERS) throw new Unreadable("credential-too-hard");
  const members = [];
  for (const one of found) members.push(await judged(one, null, held, true));
  return members;
}

/** A transcript's own verdict where that is bad, or open for another reason than having no list; else the gravest inside. */
function withMembers(own, members) {
  const open = own.answer === "cannot-tell" && own.reason !== "no-register";
  if (!members.length || own.answer === "not-valid" || open) return own;
  const [gravest] = [...members].sort((one, other) => GRAVEST_FIRST.indexOf(one.answer) - GRAVEST_FIRST.indexOf(other.answer));
  return verdict(gravest.answer, gravest.reason, gravest.state);
}

/** A transcript has no list of its own: it is good as of the oldest by which those inside are. */
function oldest({ answer, reason }, members) {
  const days = members.filter((one) => one.asOf && one.answer === answer && one.reason === reason).map((one) => one.asOf);
  return days.sort()[0] ?? null;
}

/** Each with what became of its own signature; a word about another thing, put in here, says nothing of this one. */
async function endorsementsOf(content, held) {
  const { about, found } = endorsementsIn(content);
  if (found.length > MOST_ENDORSEMENTS) throw new Unreadable("credential-too-hard");
  const told = [];
  for (const one of found.filter((inner) => kindOf(inner) === ENDORSEMENT)) {
    const subject = isObject(one.credentialSubject) ? one.credentialSubject : {};
    const issuer = isObject(one.issuer) ? one.issuer : { id: one.issuer };
    const signature = subject.id === about ? await signatureOf(one, held) : "bad";
    told.push({ issuer: line(issuer.id), issuerName: line(issuer.name), comment: line(subject.endorsementComment), signature });
  }
  return told;
}

async function signatureOf(endorsement, held) {
  try {
    return (await proved(endorsement, null, held)).signature;
  } catch (error) {
    if (!(error instanceof Unreadable) || !held.patience.left) throw error;
    return "bad";
  }
}

async function signerOf(publicKey, issuer, lists) {
  const by = signer(lists, hex(await keyId(publicKey)), "credentials");
  if (!by || hex(by.publicKey) !== hex(publicKey)) return null;
  return issuer.startsWith("did:key:") || issuer === by.anchors.issuer ? by : null;
}

function issuerFinding(by, told) {
  if (!by) return "unchecked";
  return told.signedOn && by.wasInUse(told.signedOn) && !by.isCompromised ? "good" : "bad";
}

const verdict = (answer, reason, state = "unknown") => ({ answer, reason, state });

/** First what makes it bad, whoever issued it; then whether the issuer is known; then what makes it good. */
function decide(facts) {
  if (facts.signature === "bad") return verdict("not-valid", "altered");
  if (facts.signature === "unchecked") return verdict("cannot-tell", "unknown-issuer");
  if (facts.status === "bad") return verdict("not-valid", "revoked", "revoked");
  if (facts.late) return verdict("not-valid", "expired", "expired");
  if (facts.early) return verdict("not-valid", "not-yet");
  if (facts.issuer === "unchecked") return verdict("cannot-tell", "unknown-issuer");
  if (facts.compromised) return verdict("cannot-tell", "compromised");
  if (facts.issuer === "bad") return verdict("not-valid", "out-of-scope");
  return facts.status === "good" ? verdict("valid", "registered", "registered") : verdict("cannot-tell", "no-register");
}
