/** The answer about a digital credential: each check, and what the file says. */

import { dayOfMoment } from "../core/days.js";
import { framed, listed, unbroken } from "./answer.js";
import { findingWord, judgedSentence, partWord } from "./badgewords.js";
import { h } from "./dom.js";
import { insideView } from "./inside.js";
import { isSample } from "./sample.js";
import { filled } from "./words.js";

const NOBODY_VOUCHES = ["unknown-issuer", "altered"];

export function badgeView(words, { told, carrier }, { sample, again }) {
  const { _, day } = words;
  const sentence = unbroken(judgedSentence(words, told), told.phone, told.said.number);
  const asOf = told.asOf ? filled(_("As of {day}"), { day: day(told.asOf) }) : "";
  return framed(words, told, { sample: sample || isSample(words, told), again, sentence, asOf, paper: file(words, told, carrier) });
}

function file(words, told, carrier) {
  const { said, reason, parts } = told;
  const { _, day } = words;
  const vouched = !NOBODY_VOUCHES.includes(reason);
  const caution = vouched
    ? _("This is what the file says. Ask for an identity document.")
    : _("This is what the file says of itself; nobody known here vouches for it.");
  const facts = [
    ...Object.entries(parts).map(([part, finding]) => [partWord(words, part), findingWord(words, finding)]),
    [_("File"), carrierWord(words, carrier)],
    [_("Issuer, as it says"), said.issuerName],
    [_("Valid until"), said.validUntil && day(dayOfMoment(said.validUntil))],
    [_("Form"), said.code && said.version && `${said.code} v${said.version}`],
  ];
  return h(
    "section",
    { class: vouched ? "paper" : "paper doubtful" },
    h("p", { class: "caution" }, caution),
    h("h2", { class: "name", dir: "auto" }, said.holder || "–"),
    h("p", { class: "title", dir: "auto" }, said.title),
    h("p", { class: "number", dir: "ltr" }, said.number),
    insideView(words, told),
    h("dl", {}, listed(facts)),
  );
}

function carrierWord({ _ }, carrier) {
  return {
    json: _("credential (JSON)"),
    jwt: _("credential (JWT)"),
    png: _("badge picture (PNG) with a credential"),
    svg: _("badge picture (SVG) with a credential"),
  }[carrier];
}
