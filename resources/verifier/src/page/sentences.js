/** What a checker is told, in words: the sentences are those of the program, out of its catalogue. */

import { dayOfSeconds } from "../core/days.js";
import { numberText } from "../core/number.js";
import { badgeUnread } from "./badgewords.js";
import { filled } from "./words.js";

/** Where the paper stands in its life. */
export function stateWord({ _ }, state) {
  return {
    provisional: _("provisional"),
    registered: _("registered"),
    superseded: _("replaced by another"),
    revoked: _("withdrawn"),
    expired: _("expired"),
    rejected: _("not accepted"),
    annulled: _("annulled"),
    unknown: _("not known here"),
  }[state];
}

export function environmentWord({ _ }, environment) {
  return [_("a workplace"), _("a simulated workplace"), _("a workplace and a simulated one")][environment];
}

export function markText(words, mark) {
  const { _, day } = words;
  if (mark === null) return "";
  if (mark.born) return filled(_("born {day}"), { day: day(mark.born) });
  return filled(_("identity document ending in {characters}"), { characters: mark.ending });
}

/** Why the answer is what it is, and what to do. It tells nothing that the paper alone says of its issuer. */
export function answerSentence(words, told) {
  return SENTENCES[told.reason](words, told);
}

/** What settles a doubt: whom to call, and which number to quote. */
export function whomToCall({ _ }, told) {
  const number = numberText(told.claims.number);
  if (told.phone) return filled(_("Call {phone} and quote {number}."), { phone: told.phone, number });
  if (told.body) return filled(_("Ask {body} and quote {number}."), { body: told.body, number });
  return filled(_("Ask the awarding body named on the paper and quote {number}."), { number });
}

/** Who signed, under whom, and when: from the anchor list alone. */
export function signedBy({ _, day: dayText }, told) {
  const day = dayText(dayOfSeconds(told.claims.issuedAt));
  const { body, centre } = told;
  if (told.ownAward) return filled(_("Signed by {centre} as its own award on {day}."), { centre: centre || body, day });
  if (centre === null) {
    return filled(_("Signed by a centre of {body} that its list of keys here does not name yet, on {day}."), { body, day });
  }
  return filled(_("Signed by {centre} under {body} on {day}."), { centre, body, day });
}

const dayOr = ({ _, day }, iso) => (iso ? day(iso) : _("a day that is not known here"));
const bodyOf = ({ _ }, told) => told.body || told.centre || _("the awarding body");

function registered(words, told) {
  const sentence = words._("It stands in the register of {body} as of {day}.");
  return `${signedBy(words, told)} ${filled(sentence, { body: bodyOf(words, told), day: dayOr(words, told.asOf) })}`;
}

function noRegister(words, told) {
  const { _ } = words;
  return [signedBy(words, told), _("Whether it was withdrawn since cannot be seen without a network."), whomToCall(words, told)].join(" ");
}

function notYet(words, told) {
  const { _ } = words;
  const sentence = _("The register of {body} as of {day} does not have it yet, which is usual for a new certificate.");
  const values = { body: bodyOf(words, told), day: dayOr(words, told.asOf) };
  return [signedBy(words, told), filled(sentence, values), whomToCall(words, told)].join(" ");
}

function lapsed(words, told) {
  const { _ } = words;
  const sentence = _("It was provisional until {until}, and nothing here shows that it was registered since.");
  const until = dayOr(words, told.claims.provisionalUntil);
  return [signedBy(words, told), filled(sentence, { until }), whomToCall(words, told)].join(" ");
}

function unknownIssuer({ _ }) {
  return _(
    "The code can be read, but nobody whom this device knows vouches for whoever signed it: that alone does not make it a forgery. Look up the telephone number of the centre or awarding body yourself, call, and ask.",
  );
}

function suspended(words, told) {
  const { _ } = words;
  const sentence = _("{body} has since suspended the device that signed it, and no fresh register here shows the certificate.");
  return [signedBy(words, told), filled(sentence, { body: bodyOf(words, told) }), whomToCall(words, told)].join(" ");
}

function compromised(words, told) {
  const { _ } = words;
  const sentence = _("A key of {body} behind it was lost, and no fresh register here shows the certificate.");
  return [signedBy(words, told), filled(sentence, { body: bodyOf(words, told) }), whomToCall(words, told)].join(" ");
}

function altered(words, told) {
  const { _ } = words;
  const sentence = _("The code names a key of {body}, but the signature does not fit: what it says was changed or never signed.");
  return [filled(sentence, { body: bodyOf(words, told) }), _("Do not accept it."), whomToCall(words, told)].join(" ");
}

function outOfScope(words, told) {
  const { _ } = words;
  const sentence = _(
    "It was signed by a device that {body} had not allowed to certify {code}, or not on that day. Do not accept it.",
  );
  return `${filled(sentence, { body: bodyOf(words, told), code: told.claims.code })} ${whomToCall(words, told)}`;
}

function revoked(words, told) {
  const sentence = words._("{body} withdrew the award on {day}; none of its papers counts.");
  return filled(sentence, { body: bodyOf(words, told), day: dayOr(words, told.since) });
}

function superseded(words, told) {
  const { _ } = words;
  const day = dayOr(words, told.since);
  if (told.successor === null) {
    return filled(_("It was replaced by another certificate on {day}. Ask the holder for that one."), { day });
  }
  const sentence = _("It was replaced by certificate {successor} on {day}. Ask the holder for that one.");
  return filled(sentence, { successor: told.successor, day });
}

function expired(words, told) {
  const sentence = words._("It was valid until {day}. Ask the holder for a newer one.");
  return filled(sentence, { day: dayOr(words, told.since || told.claims.validUntil) });
}

function rejected(words, told) {
  const { _ } = words;
  const day = dayOr(words, told.since);
  if (told.ownAward) {
    // The list of a centre alone does not name the body that it joined afterwards.
    const sentence = _("The awarding body that {centre} belongs to did not accept it ({day}).");
    return `${filled(sentence, { centre: told.centre || bodyOf(words, told), day })} ${whomToCall(words, told)}`;
  }
  const sentence = _("{body} did not accept it ({day}).");
  return `${filled(sentence, { body: bodyOf(words, told), day })} ${whomToCall(words, told)}`;
}

function annulled(words, told) {
  const sentence = words._("The award was annulled on {day}: the assessment behind it does not count.");
  return `${filled(sentence, { day: dayOr(words, told.since) })} ${whomToCall(words, told)}`;
}

const SENTENCES = {
  registered,
  "no-register": noRegister,
  "not-yet-registered": notYet,
  "provisional-lapsed": lapsed,
  "unknown-issuer": unknownIssuer,
  suspended,
  compromised,
  altered,
  "out-of-scope": outOfScope,
  revoked,
  superseded,
  expired,
  rejected,
  annulled,
};

/** Why there is no answer, in a sentence. */
export function unreadSentence(words, code) {
  const { _ } = words;
  return (
    badgeUnread(words, code) ??
    {
      "qr-unreadable": _("This is not the code of one of our certificates, or a part of it is missing. Scan the whole code again."),
      "paper-newer": _("This certificate was made by a newer version of this program. Install the newer version to check it."),
      "paper-unreadable": _(
        "This code cannot be read as a certificate. Scan it again; if that does not help, ask the centre for its number.",
      ),
      "file-no-code": _(
        "No code was found in this file. Scan it again with the whole code in the picture, flat and sharp, or type the certificate's number.",
      ),
      "file-unreadable": _(
        "This file cannot be read as a picture or a PDF. Scan or photograph the certificate again and save it as PNG, JPEG or PDF.",
      ),
      "file-too-hard": _("This file was made to keep a machine busy, and was put aside. Nothing can be said about it."),
      "file-too-large": _("This file is too large to look at. Scan the certificate again at 300 dpi."),
      "no-crypto": _("This browser checks signatures on safe pages only. Open this page by https, or as a saved file."),
    }[code] ?? _("Something went wrong that should not have: {code}. Load the page again.").replace("{code}", code)
  );
}
