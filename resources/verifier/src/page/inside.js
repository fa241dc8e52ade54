/** What lies inside a credential, in the words of the program: the credentials of a transcript, the parts of a qualification, who endorses it. */

import { dayOfMoment } from "../core/days.js";
import { answerWord } from "./answerword.js";
import { judgedSentence } from "./badgewords.js";
import { h, glyph } from "./dom.js";
import { filled } from "./words.js";

// The shape that stands beside a finding, by the answer that has it.
const SHAPES = { good: "valid", bad: "not-valid", unchecked: "cannot-tell", none: "cannot-tell" };
const FINDINGS = { valid: "good", "cannot-tell": "unchecked", "not-valid": "bad" };

/** Things of one kind under their title, `{title, lines}`; each line has a `finding`, a `name`, a `word`, and what is `told` of it. */
export function insideOf(words, { members, named, endorsements, said }) {
  const { _, ngettext } = words;
  const count = members.length;
  const title = filled(ngettext("{count} credential inside", "{count} credentials inside", count), { count });
  return [
    { title, lines: members.map((one) => memberLine(words, one, said.holder)) },
    { title: _("Made of these parts"), lines: named.map((one) => partLine(words, one)) },
    { title: _("Endorsed by"), lines: [...endorsed(words, endorsements, ""), ...members.flatMap((one) => endorsed(words, one.endorsements, one.said.title))] },
  ].filter(({ lines }) => lines.length);
}

/** A credential with its own answer; whose it is where that is somebody else than the transcript's holder. */
function memberLine(words, one, holder) {
  const { _, day } = words;
  const { said } = one;
  const facts = [
    said.holder === holder ? "" : said.holder,
    said.number,
    said.validFrom === null ? "" : filled(_("issued on {day}"), { day: day(dayOfMoment(said.validFrom)) }),
    said.validUntil === null ? "" : filled(_("until {day}"), { day: day(dayOfMoment(said.validUntil)) }),
  ];
  const line = facts.filter(Boolean).join(" · ");
  const why = one.answer === "valid" ? "" : judgedSentence(words, one);
  return { finding: FINDINGS[one.answer], name: said.title || said.id, told: [line, why].filter(Boolean).join(". "), word: answerWord(words, one.answer) };
}

/** A part is only named: this page has no records of its own to look it up in. */
function partLine({ _ }, part) {
  return { finding: "unchecked", name: part.name || part.id, told: part.told, word: _("not known here: check its own file") };
}

/** Its own, or those of a credential inside, with what that is about. */
function endorsed({ _ }, endorsements, about) {
  return endorsements.map(({ issuer, issuerName, comment, signature }) => ({
    finding: signature,
    name: issuerName || issuer,
    told: about ? filled(_("{title}: {comment}"), { title: about, comment }) : comment,
    word: {
      good: _("signature good"),
      bad: _("signature bad: do not count on it"),
      unchecked: _("signature not checked: its key is not known here"),
    }[signature],
  }));
}

/** The same to look at: a list for each kind. */
export function insideView(words, told) {
  return insideOf(words, told).map(({ title, lines }) =>
    h("section", { class: "inside" }, h("h3", {}, title), h("ul", {}, lines.map(lineView))),
  );
}

function lineView({ finding, name, word, told }) {
  return h(
    "li",
    { class: SHAPES[finding] },
    glyph(SHAPES[finding]),
    h("span", {}, h("strong", { dir: "auto" }, name), h("span", {}, word), told ? h("span", { class: "told", dir: "auto" }, told) : null),
  );
}
