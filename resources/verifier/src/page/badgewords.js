/** What a checker is told about a credential, in the words of the program. */

import { answerWord } from "./answerword.js";
import { filled } from "./words.js";

const ASKS = ["no-register", "compromised", "out-of-scope"];

export function findingWord({ _ }, finding) {
  return { good: _("good"), bad: _("bad"), unchecked: _("not checked"), none: _("none") }[finding];
}

/** The name of a check. */
export function partWord({ _ }, part) {
  return {
    structure: _("Form of the file"),
    signature: _("Signature"),
    issuer: _("Issuer's key on a list held here"),
    dates: _("Within its dates"),
    status: _("List of withdrawals"),
  }[part];
}

/** Why the answer is what it is, and what to do; of a transcript first how many of those inside it is of. */
export function judgedSentence(words, told) {
  const { ngettext } = words;
  const same = (one) => one.answer === told.answer && one.reason === told.reason;
  const asBad = told.answer === "valid" ? [] : told.members.filter(same);
  const sentence = credentialSentence(words, told, told.said.number || (asBad[0]?.said.number ?? ""));
  if (!asBad.length) return sentence;
  const count = told.members.length;
  const some = ngettext("{some} of {count} credential inside: {answer}.", "{some} of {count} credentials inside: {answer}.", count);
  return `${filled(some, { some: asBad.length, count, answer: answerWord(words, told.answer).toLowerCase() })} ${sentence}`;
}

function credentialSentence(words, told, number) {
  const { _, day } = words;
  const call = told.phone && number ? filled(_("Call {phone} and quote {number}."), { phone: told.phone, number }) : _("Ask the issuer.");
  const on = told.asOf ? day(told.asOf) : _("a day that is not known here");
  const sentence = filled(reasonSentence(words, told.reason), { body: told.body || _("the issuer"), day: on });
  return ASKS.includes(told.reason) ? `${sentence} ${call}` : sentence;
}

function reasonSentence({ _ }, reason) {
  return {
    registered: _("Signed by {body}, whose list of withdrawals of {day} does not name it."),
    "no-register": _("Signed by {body}. Whether it was withdrawn since cannot be seen here without a network."),
    "unknown-issuer": _(
      "Nobody here vouches for its issuer. The file says who that is, but anybody can write that. Get the issuer's list of keys from the issuer, and check again.",
    ),
    compromised: _("Signed with a key of {body} that has been lost to others since."),
    altered: _("Its signature is not that of the issuer that it names: it was changed, or made by somebody else."),
    "out-of-scope": _("Signed with a key of {body} on a day on which that key was not in use."),
    "not-yet": _("It does not hold yet: it says from when it does."),
    revoked: _("It has been withdrawn."),
    expired: _("It has expired: it says until when it held."),
  }[reason];
}

/** Why there is no answer about a credential, in a sentence; undefined for a code of something else. */
export function badgeUnread({ _ }, code) {
  return {
    "award-unsigned": _("An award for Europass that nobody has signed: it proves nothing by itself."),
    "credential-none": _(
      "This picture carries no credential. Ask for the badge as it was handed out: a picture that was copied or made smaller has lost it.",
    ),
    "credential-other-proof": _(
      "This credential is signed in a way that this page does not read (it reads eddsa-rdfc-2022 and ES256). Nothing can be said about it here.",
    ),
    "credential-refused": _("This credential cannot be relied on: it says things that nobody signed. Nothing can be said about it."),
    "credential-too-hard": _("This file was made to keep a machine busy, and was put aside. Nothing can be said about it."),
    "credential-too-large": _(
      "This file is too large for a credential (at most 256 KiB, as a picture 16 MiB). Get it again from whoever gave it to you.",
    ),
    "credential-unreadable": _(
      "This file cannot be read as a credential (JSON, JWT, or a PNG or SVG with one inside). Get it again from whoever gave it to you.",
    ),
    "credential-unsigned": _(
      "Nobody has signed this file, so nothing can be said about it. A badge from before Open Badges 3.0 is looked up where it was issued.",
    ),
  }[code];
}
