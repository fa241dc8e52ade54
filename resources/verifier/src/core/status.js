/** What a list of withdrawals (W3C Bitstring Status List) says of a credential, where its issuer signed the list too. */

import { fromBase64Url } from "./bytes.js";
import { dayOfMoment } from "./days.js";
import { isJwt, isJwtSigned, openJwt } from "./jwt.js";
import { moment } from "./said.js";

const BAD_NEWS = ["revocation", "suspension"];
const CONTEXT = "https://www.w3.org/ns/credentials/v2";
// Every member of a list that is read here is defined by that one context: what is read is what was signed.
const MEMBERS = ["@context", "id", "type", "issuer", "validFrom", "validUntil", "credentialSubject", "proof", "name", "description"];
const SUBJECT = ["id", "type", "statusPurpose", "encodedList", "ttl"];
const MOST_TEXT = 6 * 1024 * 1024;
const MOST_BITS_BYTES = 4 * 1024 * 1024;

const found = (finding, asOf = null) => ({ finding, asOf });
const within = (value, members) => Object.keys(value).every((name) => members.includes(name));

/** `{finding, asOf}`. A withdrawal counts from an old list too; that nothing is withdrawn only from one in its dates. */
export async function statusOf(content, { signature, keyFor, status, now, isProved, issuerOf }) {
  const entry = content.credentialStatus;
  if (entry === undefined || entry === null) return found("none");
  const readable = signature === "good" && status !== null && isEntry(entry);
  const list = readable ? await trusted(status, { keyFor, isProved }) : null;
  if (!list || list.id !== entry.statusListCredential || issuerOf(list) !== issuerOf(content)) return found("unchecked");
  const bit = await bitOf(list.credentialSubject, entry);
  const [start, end] = [moment(list.validFrom), moment(list.validUntil)];
  if (bit === null || start === null) return found("unchecked");
  if (bit && BAD_NEWS.includes(entry.statusPurpose)) return found("bad", dayOfMoment(start));
  return end !== null && start <= now && now <= end ? found("good", dayOfMoment(start)) : found("unchecked", dayOfMoment(start));
}

/** The list, in either form, where a key that may sign it did; null for any other text. */
async function trusted(text, { keyFor, isProved }) {
  if (text.length > MOST_TEXT) return null;
  try {
    const jwt = isJwt(text.trim()) ? openJwt(text.trim()) : null;
    const list = jwt ? jwt.content : parsed(text);
    const key = list && keyFor(jwt ? jwt.kid : methodOf(list));
    if (!key || !(jwt ? isOfLists(list) : isList(list))) return null;
    return (await (jwt ? isJwtSigned(jwt, key) : isProved(list, key))) ? list : null;
  } catch {
    return null;
  }
}

function methodOf(list) {
  const method = [list.proof].flat()[0]?.verificationMethod;
  return typeof method === "string" ? method : "";
}

function isEntry(entry) {
  const { type, statusSize = 1, statusListIndex } = entry;
  return type === "BitstringStatusListEntry" && statusSize === 1 && typeof statusListIndex === "string" && /^[0-9]{1,9}$/.test(statusListIndex);
}

function isList(list) {
  const subject = list.credentialSubject;
  const contexts = JSON.stringify(list["@context"]);
  return contexts === JSON.stringify([CONTEXT]) && within(list, MEMBERS) && isOfLists(list) && within(subject, SUBJECT);
}

function isOfLists(list) {
  const subject = list.credentialSubject;
  return subject !== null && typeof subject === "object" && Array.isArray(list.type) && list.type.includes("BitstringStatusListCredential");
}

function parsed(text) {
  try {
    const list = JSON.parse(text);
    return list && typeof list === "object" ? list : null;
  } catch {
    return null;
  }
}

/** Whether the bit is set; null where the list is for another purpose, or has no such bit. */
async function bitOf(subject, entry) {
  const { statusPurpose, encodedList } = subject;
  if (statusPurpose !== entry.statusPurpose || typeof encodedList !== "string" || !encodedList.startsWith("u")) return null;
  const packed = fromBase64Url(encodedList.slice(1));
  const bits = packed && (await unpacked(packed));
  const index = Number(entry.statusListIndex);
  return bits && index < 8 * bits.length ? Boolean(bits[index >> 3] & (0x80 >> (index % 8))) : null;
}

async function unpacked(packed) {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const parts = [];
  let length = 0;
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      length += step.value.length;
      if (length > MOST_BITS_BYTES) return null;
      parts.push(step.value);
    }
  } catch {
    return null;
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
