/** What a file with several things in it is: a certificate's code, the proof and the credentials attached to it. */

import { readText } from "./qrtext.js";
import { same, toBase32 } from "./bytes.js";

const GRAVEST_FIRST = ["not-valid", "cannot-tell", "valid"];

/** The text of a code that carries this proof; `host` is the one whose paper it is taken for, or null. */
export const textOfProof = (data, host) => `${host ? `HTTPS://${host}/#` : "ASSESSOR:"}${toBase32(data)}`;

/** Whether these bytes begin as a signed proof does (COSE_Sign1, with its tag). */
export const isProof = (data) => data[0] === 0xd2 && data[1] === 0x84;

/** Whether one of these codes carries just this proof. */
export const isCarried = (proof, texts) => texts.some((text) => same(dataOf(text), proof));

function dataOf(text) {
  try {
    return readText(text).data;
  } catch {
    return new Uint8Array(); // another code on the same sheet
  }
}

/** The answer that counts for them all; null where none has an answer. */
export function gravest(parts) {
  const found = parts.map((part) => part.told?.answer);
  return GRAVEST_FIRST.find((answer) => found.includes(answer)) ?? null;
}
