/** Judging an Open Badges 3.0 credential by what is held here: from its content to what a checker is told. */

import { inForce, signer } from "./anchors.js";
import { fromBase58, hex, joined, keyId, p256OfDidKey, publicOfDidKey, sha256, Unreadable, utf8 } from "./bytes.js";
import { isSigned } from "./ed25519.js";
import { claimsAgree, isJwtSigned } from "./jwt.js";
import { canonical } from "./linked.js";
import { said } from "./said.js";
import { statusOf } from "./status.js";

const SUITE = "eddsa-rdfc-2022";
const CLOCKS_DIFFER = 86_400_000;

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** Whether this key signed all of this document: Data Integrity, eddsa-rdfc-2022. */
export async function isProved(content, publicKey) {
  const proof = proofOf(content);
  const { proofValue, ...options } = proof;
  const { proof: _, ...document } = content;
  const whole = proof.type === "DataIntegrityProof" && proof.proofPurpose === "assertionMethod" && typeof proofValue === "string";
  const signature = whole && proofValue.startsWith("z") ? fromBase58(proofValue.slice(1), 64) : null;
  if (!signature) return false;
  const texts = [await canonical({ "@context": content["@context"], ...options }), await canonical(document)];
  const digests = await Promise.all(texts.map((text) => sha256(utf8(text))));
  return isSigned(joined(...digests), signature, publicKey);
}

function proofOf(content) {
  const proofs = [content.proof].flat().filter((one) => isObject(one) && one.cryptosuite === SUITE);
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
export function statusAddress(content) {
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
async function signed(content, jwt, { issuer, method, publicKey }) {
  if (!jwt) return method.split("#")[0] === issuer && (await isProved(content, publicKey)) ? "good" : "bad";
  if (!(await isJwtSigned(jwt, publicKey))) return "bad";
  if (!claimsAgree(content, issuer)) throw new Unreadable("credential-refused");
  return "good";
}

/**
 * What a checker is told: `{answer, reason, state, parts, said, asOf, body, ownAward, phone}`. `jwt` is what the content came in, or null; `status` the text of the
 * list of withdrawals that the credential names, or null. Unreadable "credential-refused", "-other-proof", "-too-hard".
 */
export async function judgeCredential(content, { jwt = null, lists, status, now }) {
  const trusted = inForce(lists);
  const types = [content.type].flat();
  if (!types.includes("VerifiableCredential") || !isObject(content.credentialSubject)) throw new Unreadable("credential-refused");
  const issuer = issuerOf(content);
  const named = jwt ? jwt.kid : proofOf(content).verificationMethod;
  const method = typeof named === "string" ? named : "";
  const publicKey = keyOf(issuer, method, trusted);
  const signature = publicKey === null ? "unchecked" : await signed(content, jwt, { issuer, method, publicKey });
  const by = signature === "good" ? await signerOf(publicKey, issuer, trusted) : null;
  const told = said(content);
  const keyFor = (name) => listKey(issuer, name, trusted);
  const listed = await statusOf(content, { signature, keyFor, status, now, isProved, issuerOf });
  const facts = { signature, issuer: issuerFinding(by, told), compromised: by?.isCompromised ?? false, status: listed.finding };
  facts.late = told.validUntil !== null && told.validUntil < now;
  facts.early = told.validFrom !== null && told.validFrom > now + CLOCKS_DIFFER;
  const verdict = decide(facts);
  return {
    ...verdict,
    parts: {
      structure: "good",
      signature,
      issuer: facts.issuer,
      dates: facts.late || facts.early ? "bad" : "good",
      status: facts.status,
    },
    said: told,
    asOf: ["registered", "revoked"].includes(verdict.reason) ? listed.asOf : null,
    body: by?.anchors.name ?? null,
    ownAward: by?.anchors.ownAward ?? false,
    phone: by?.anchors.phone || null,
  };
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
