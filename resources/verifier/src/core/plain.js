/** The rule for every text of a paper: one line of plain text, in NFC (`docs/qr-format.md`, section 3). */

const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
// White space as Unicode has it (and not U+FEFF, which JavaScript counts too).
const OTHER_SPACE = /[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** Whether a text is plain, not empty, and at most so many bytes of UTF-8. */
export function isPlain(text, mostBytes) {
  if (typeof text !== "string" || !text || new TextEncoder().encode(text).length > mostBytes) return false;
  if (HIDDEN.test(text) || OTHER_SPACE.test(text) || text.normalize("NFC") !== text) return false;
  return !text.startsWith(" ") && !text.endsWith(" ") && !text.includes("  ");
}
