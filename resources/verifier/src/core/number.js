/** The certificate number as people see it (`docs/qr-format.md`, section 3): `K4T9-2M7Q-0012-5`. */

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const SHAPE = /^([0-9A-HJKMNP-TV-Z]{4})([0-9A-HJKMNP-TV-Z]{4})([0-9]{4}|[1-9][0-9]{4,8})([0-9A-Z])$/;
const LOOKALIKE = { O: "0", I: "1", L: "1" };

/** The number with its dashes; as it stands in the code where it is no number of ours. */
export function numberText(number) {
  const upper = number.toUpperCase();
  const typed = upper.slice(0, -1).replace(/[OIL]/g, (letter) => LOOKALIKE[letter]) + upper.slice(-1);
  const found = SHAPE.exec(typed);
  if (!found || Number(found[3]) === 0 || checkCharacter(typed.slice(0, -1)) !== found[4]) return number;
  return found.slice(1).join("-");
}

/** ISO/IEC 7064, MOD 37,36. */
function checkCharacter(text) {
  let product = 36;
  for (const character of text) {
    const total = (product + ALPHABET.indexOf(character)) % 36 || 36;
    product = (total * 2) % 37;
  }
  return ALPHABET[(37 - product) % 36];
}
