/** Invented data, told by what was signed: whose papers are worth nothing must not be known by reading a name closely. */

// How an issuer marks the name of such a centre in its list of keys.
const MARK = "SAMPLE \u00b7 ";
// What a credential of it says first, in the language of its form.
const SENTENCE = "SAMPLE: nobody has earned this certificate.";

/** Whether a paper or a credential, or one inside, says of itself, or the list of keys of its centre, that it is invented. */
export function isSample(words, { centre, body, said, members = [] }) {
  const names = [centre, body, said?.issuerName].filter(Boolean);
  const sentences = words.everywhere(SENTENCE);
  return names.some((name) => name.startsWith(MARK)) || sentences.some((one) => said?.description.startsWith(one)) || members.some((one) => isSample(words, one));
}
