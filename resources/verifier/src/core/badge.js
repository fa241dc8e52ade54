/** Finds the credential in a file: JSON, a JWT, or the picture that either was baked into. */

import { fromUtf8, Unreadable } from "./bytes.js";
import { isJwt, openJwt } from "./jwt.js";

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const KEYWORD = "openbadgecredential";
const MOST_TEXT = 256 * 1024;
const MOST_PICTURE = 16 * 1024 * 1024;
// An award in the European Learning Model: with the picture that is in it, it is larger than a credential.
const AWARD = "EuropeanDigitalCredential";
const MOST_CHUNKS = 20_000;
const BEGINS_WITHIN = 4_096;
const SVG_PART = /<openbadges:credential(?:\s[^<>]*)?>\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*<\/openbadges:credential>/;

const latin = (bytes) => new TextDecoder("latin1").decode(bytes);
const isPng = (data) => PNG.every((byte, place) => data[place] === byte);

/** Whether these bytes look like a credential or a picture with one inside: quick, and decides nothing else. */
export function isCredential(data) {
  if (isPng(data)) return data.length <= MOST_PICTURE && latin(data).includes(`iTXt${KEYWORD}\0`);
  const start = latin(data.subarray(0, BEGINS_WITHIN)).replace(/^ï»¿/, "").trimStart();
  if (data.length <= MOST_TEXT && isJwt(latin(data).trim())) return true;
  return start.startsWith("{") || (start.startsWith("<") && (start.includes("<svg") || start.includes("openbadges:credential")));
}

/** `{carrier, content, jwt}`: png, svg, json or jwt, the object, and the JWT that it came in or null. Unreadable "award-unsigned", "credential-none", "-unreadable", "-too-large", "-too-hard". */
export function carried(data) {
  if (isPng(data)) return { carrier: "png", ...opened(ofPng(data)) };
  if (data.length > MOST_PICTURE) throw new Unreadable("credential-too-large");
  const text = decoded(data).replace(/^\ufeff/, "").trim();
  if (text.startsWith("<")) return { carrier: "svg", ...opened(ofSvg(text)) };
  const found = opened(text);
  return { carrier: found.jwt ? "jwt" : "json", ...found };
}

function opened(text) {
  if (text.length > MOST_TEXT) throw new Unreadable(text.includes(AWARD) ? "award-unsigned" : "credential-too-large");
  const jwt = isJwt(text) ? openJwt(text) : null;
  return { content: jwt ? jwt.content : parsed(text), jwt };
}

function decoded(data) {
  try {
    return fromUtf8(data);
  } catch {
    throw new Unreadable("credential-unreadable");
  }
}

function parsed(text) {
  let content;
  try {
    content = JSON.parse(text);
  } catch {
    throw new Unreadable("credential-unreadable");
  }
  if (content === null || typeof content !== "object" || Array.isArray(content)) throw new Unreadable("credential-unreadable");
  if (!content.proof && [content.type].flat().includes(AWARD)) throw new Unreadable("award-unsigned");
  return content;
}

function ofSvg(text) {
  const found = SVG_PART.exec(text);
  if (!found) throw new Unreadable("credential-none");
  return found[1].trim();
}

/** The one uncompressed iTXt chunk of the keyword: keyword, two zero bytes of compression, two empty texts, the credential. */
function ofPng(data) {
  if (data.length > MOST_PICTURE) throw new Unreadable("credential-too-large");
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let at = PNG.length;
  for (let count = 0; at + 12 <= data.length; count++) {
    if (count > MOST_CHUNKS) throw new Unreadable("credential-too-hard");
    const length = view.getUint32(at);
    const [from, to] = [at + 8, at + 8 + length];
    if (to > data.length) break;
    if (latin(data.subarray(at + 4, from)) === "iTXt" && latin(data.subarray(from, from + KEYWORD.length + 1)) === `${KEYWORD}\0`) {
      return textOf(data.subarray(from + KEYWORD.length + 1, to));
    }
    at = to + 4;
  }
  throw new Unreadable("credential-none");
}

function textOf(rest) {
  const language = rest.indexOf(0, 2);
  const translated = rest.indexOf(0, language + 1);
  if (rest[0] !== 0 || language < 0 || translated < 0) throw new Unreadable("credential-unreadable");
  return decoded(rest.subarray(translated + 1)).trim();
}
