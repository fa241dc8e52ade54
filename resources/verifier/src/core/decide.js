/** How the answer follows from what is known of a paper (`docs/qr-format.md`, section 7): no bytes, no keys, no clock. */

/** The states that make a paper not valid, gravest first; the reason is called as the state is. */
export const WITHDRAWN = ["annulled", "revoked", "rejected", "superseded", "expired"];

const verdict = (answer, reason, state) => ({ answer, reason, state });

/** `{answer, reason, state}`. Bad news counts from an old register too, good news from a fresh one alone. */
export function decide(facts) {
  return forbidden(facts) ?? withdrawn(facts) ?? good(facts) ?? open(facts);
}

/** Whether a delegation for these prefixes covers a form: whole parts (`ELE` covers `ELE-SAF`), `*` all. */
export const inScope = (code, scope) => scope.some((prefix) => prefix === "*" || prefix === code || code.startsWith(`${prefix}-`));

function forbidden(facts) {
  if (!facts.issuerKnown) return verdict("cannot-tell", "unknown-issuer", "unknown");
  if (!facts.genuine) return verdict("not-valid", "altered", "unknown");
  return facts.inScope && facts.inWindow ? null : verdict("not-valid", "out-of-scope", "unknown");
}

function withdrawn(facts) {
  const said = [facts.registeredAs];
  if (facts.validUntil && facts.validUntil < facts.today) said.push("expired");
  const state = WITHDRAWN.find((one) => said.includes(one));
  return state ? verdict("not-valid", state, state) : null;
}

function good(facts) {
  return facts.fresh && facts.registeredAs === "registered" ? verdict("valid", "registered", "registered") : null;
}

function open(facts) {
  return verdict("cannot-tell", whyOpen(facts), openState(facts));
}

function whyOpen(facts) {
  if (facts.suspended) return "suspended";
  if (facts.compromised) return "compromised";
  if (!facts.fresh) return "no-register";
  const lapsed = facts.provisionalUntil && facts.provisionalUntil < facts.today;
  return lapsed ? "provisional-lapsed" : "not-yet-registered";
}

/** Absent from a fresh register is provisional; without one nobody can say. */
function openState(facts) {
  if (facts.registeredAs === "registered") return "registered";
  return facts.fresh ? "provisional" : "unknown";
}
