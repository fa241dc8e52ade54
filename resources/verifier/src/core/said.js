/** What a credential says of itself: texts on one line and of bounded length, nothing of it believed. */

const MOST = 300;
const SHAPE = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(?:\.\d{1,9})?(Z|[+-]\d\d:\d\d)?$/;

const first = (value) => (Array.isArray(value) ? value[0] : value);
const object = (value) => (first(value) !== null && typeof first(value) === "object" ? first(value) : {});

/** On one line and of bounded length; empty for anything else. */
export function line(value) {
  if (typeof value !== "string") return "";
  const plain = value.replace(/[\p{C}\p{Z}]+/gu, " ").trim();
  return plain.length <= MOST ? plain : `${plain.slice(0, MOST)}…`;
}

/** Milliseconds, or null for what is no moment; without an offset it is UTC. */
export function moment(value) {
  const found = typeof value === "string" ? SHAPE.exec(value) : null;
  const at = found ? Date.parse(found[2] ? value : `${value}Z`) : NaN;
  return Number.isNaN(at) ? null : at;
}

/** A JWT's moment, in seconds since 1970. */
function seconds(value) {
  const at = typeof value === "number" ? new Date(value * 1000) : null;
  return at && !Number.isNaN(at.getTime()) ? at.toISOString() : null;
}

export function said(content) {
  const subject = object(content.credentialSubject);
  const achievement = object(subject.achievement);
  const issuer = typeof content.issuer === "string" ? { id: content.issuer } : object(content.issuer);
  const signedAt = [object(content.proof).created, seconds(content.iat), content.validFrom].find((value) => moment(value) !== null);
  return {
    id: line(content.id),
    title: line(achievement.name) || line(content.name),
    holder: holder(subject),
    number: line(subject.licenseNumber),
    description: line(content.description),
    code: line(achievement.humanCode),
    version: line(achievement.version),
    issuerName: line(issuer.name) || line(issuer.id),
    validFrom: moment(content.validFrom),
    validUntil: moment(content.validUntil),
    signedOn: signedAt ? signedAt.slice(0, 10) : null,
  };
}

/** The name among the identifiers; else the subject's id. */
function holder(subject) {
  const named = [subject.identifier].flat().find((one) => one && one.identityType === "name" && one.hashed === false);
  return line(named ? named.identityHash : subject.id);
}
