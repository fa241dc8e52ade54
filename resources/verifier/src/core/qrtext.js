/** The text inside the QR code (`docs/qr-format.md`, section 1). */

import { fromBase32, Unreadable } from "./bytes.js";

const MOST_CHARACTERS = 2 * 4_296;
const TEXT = /^(?:HTTPS:\/\/([A-Z0-9](?:[A-Z0-9.-]{0,98}[A-Z0-9])?(?::[0-9]{1,5})?)\/#|ASSESSOR:)([A-Z2-7]+)$/;
// White space as Unicode has it, and the four separators of ASCII.
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

/** `{host, data}`: the page's host in capitals, or null, and the bytes behind it. Unreadable "qr-unreadable". */
export function readText(text) {
  const found = text.length > MOST_CHARACTERS ? null : TEXT.exec(folded(text));
  const data = found && fromBase32(found[2]);
  if (!data) throw new Unreadable("qr-unreadable");
  return { host: found[1] ?? null, data };
}

/** Without white space and in capitals; only ASCII is folded, for ſ and ı have capitals among the letters that count. */
function folded(text) {
  const kept = text.replace(SPACE, "");
  return /^[\x21-\x7e]*$/.test(kept) ? kept.toUpperCase() : "";
}
