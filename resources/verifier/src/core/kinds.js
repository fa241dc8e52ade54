/**
 * Kinds of credential beside the achievement: transcripts (CLR 2.0) and endorsements, whose members are read from a closed
 * list, as in the program: what is read is what was signed.
 */

export const TRANSCRIPT = "ClrCredential";
export const ENDORSEMENT = "EndorsementCredential";

const CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];
const CLR = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";
const HEAD = ["@context", "id", "type", "name", "description", "issuer", "validFrom", "validUntil", "credentialSubject", "proof"];
const READ = {
  [TRANSCRIPT]: { contexts: [...CONTEXTS, CLR], members: [...HEAD, "partial"], subject: ["id", "type", "identifier", "verifiableCredential", "association"] },
  [ENDORSEMENT]: { contexts: CONTEXTS, members: HEAD, subject: ["id", "type", "endorsementComment"] },
};
// What an evidence is whose id is the name of another credential.
const PART_GENRE = "credential";
const MOST_PARTS = 100;

export const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const first = (value) => (Array.isArray(value) ? value[0] : value);
const object = (value) => (isObject(first(value)) ? first(value) : {});
const within = (value, members) => Object.keys(value).every((name) => members.includes(name));

/** A transcript, an endorsement, or empty for any other, by what the credential says of itself. */
export function kindOf(content) {
  const types = [content.type].flat();
  return [TRANSCRIPT, ENDORSEMENT].find((kind) => types.includes(kind)) ?? "";
}

/** Whether it has no member but those that are read. */
export function isClosed(content) {
  const { contexts, members, subject } = READ[kindOf(content)];
  return (
    JSON.stringify(content["@context"]) === JSON.stringify(contexts) &&
    within(content, members) &&
    isObject(content.credentialSubject) &&
    within(content.credentialSubject, subject)
  );
}

/** The credentials inside a transcript, in their order; nothing of them believed. */
export function membersOf(content) {
  const found = isObject(content.credentialSubject) ? content.credentialSubject.verifiableCredential : null;
  return kindOf(content) === TRANSCRIPT && Array.isArray(found) ? found.filter(isObject) : [];
}

/** The endorsements that stand in its achievement; nothing of them believed. */
export function endorsementsIn(content) {
  const achievement = isObject(content.credentialSubject) ? content.credentialSubject.achievement : null;
  const found = isObject(achievement) ? achievement.endorsement : null;
  return { about: isObject(achievement) ? achievement.id : undefined, found: Array.isArray(found) ? found.filter(isObject) : [] };
}

/** The evidence of a qualification that names the credentials of its parts. */
export function partsIn(content) {
  const evidence = Array.isArray(content.evidence) ? content.evidence.map(object) : [object(content.evidence)];
  return evidence.filter((one) => one.genre === PART_GENRE).slice(0, MOST_PARTS);
}
