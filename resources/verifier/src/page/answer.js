/** The answer, to be read from across a counter: band, shape, one sentence, and what the paper must say. */

import { dayOfSeconds } from "../core/days.js";
import { numberText } from "../core/number.js";
import { answerWord } from "./answerword.js";
import { glyph, h, icon } from "./dom.js";
import { isSample } from "./sample.js";
import { answerSentence, environmentWord, markText, stateWord, unreadSentence } from "./sentences.js";
import { filled } from "./words.js";

const NOBODY_VOUCHES = ["unknown-issuer", "altered"];

/** `sample` is whether the page is of a sample centre, whose papers are worth nothing. */
export function answerView(words, { told, looking }, { sample, again }) {
  const sentence = unbroken(answerSentence(words, told), told.phone, numberText(told.claims.number));
  return framed(words, told, { sample: sample || isSample(words, told), again, sentence, asOf: asOf(words, told, looking), paper: paper(words, told) });
}

/** Band, shape, word and sentence, with a paper beside them and what to do next. */
export function framed(words, told, { sample, again, sentence, asOf, paper }) {
  const { _ } = words;
  return h(
    "article",
    { class: `answer ${told.answer}` },
    h(
      "div",
      { class: "band" },
      sample ? h("p", { class: "sample" }, _("SAMPLE: nobody has earned this certificate.")) : null,
      h("div", { class: "word" }, glyph(told.answer), h("h1", { tabindex: "-1" }, answerWord(words, told.answer))),
      h("p", { class: "why" }, sentence),
      h("p", { class: "as-of" }, asOf),
    ),
    h("div", { class: "beside" }, paper, h("div", { class: "next" }, nextSteps(words, told, again))),
  );
}

/** Telephone and certificate numbers stay on one line. */
export function unbroken(sentence, phone, number) {
  const kept = number ? sentence.replace(number, number.replaceAll("-", "\u2011")) : sentence;
  return phone ? kept.replace(phone, phone.replaceAll(" ", "\u00a0")) : kept;
}

/** Where nobody can tell from here, calling is the one next step; else another paper is. */
function nextSteps(words, told, again) {
  const call = told.answer === "cannot-tell" ? calls(words, told, "first") : null;
  const another = h("button", { type: "button", class: call ? "" : "first", onclick: again }, words._("Check another"));
  return call ? [call, another] : [another, calls(words, told, "")].filter(Boolean);
}

function asOf({ _, day }, told, looking) {
  if (looking) return _("Looking for a newer register …");
  return told.asOf ? filled(_("As of {day}"), { day: day(told.asOf) }) : "";
}

function paper(words, { claims, reason, state }) {
  const { _, day } = words;
  const vouched = !NOBODY_VOUCHES.includes(reason);
  const caution = vouched
    ? _("The paper must say the same. Ask for an identity document.")
    : _("This is what the code says of itself; nobody known here vouches for it.");
  const facts = [
    [_("Level"), claims.level],
    [_("Issued on"), day(dayOfSeconds(claims.issuedAt))],
    [_("State"), stateWord(words, state)],
    [_("Provisional until"), ["provisional", "unknown"].includes(state) && claims.provisionalUntil && day(claims.provisionalUntil)],
    [_("Valid until"), claims.validUntil && day(claims.validUntil)],
    [_("Seen in"), environmentWord(words, claims.environment)],
    [_("Form"), `${claims.code} v${claims.version}`],
  ];
  return h(
    "section",
    { class: vouched ? "paper" : "paper doubtful" },
    h("p", { class: "caution" }, caution),
    h("h2", { class: "name", dir: "auto" }, claims.name),
    h("p", { class: "mark" }, markText(words, claims.mark)),
    h("p", { class: "title", dir: "auto" }, claims.title),
    h("p", { class: "number", dir: "ltr" }, numberText(claims.number)),
    h(
      "dl",
      {},
      listed(facts),
    ),
  );
}

/** Labels and values; those without a value are left out. */
export const listed = (facts) =>
  facts.filter(([, value]) => value).flatMap(([label, value]) => [h("dt", {}, label), h("dd", { dir: "auto" }, value)]);

/** Whom to call is for whoever doubts; the number comes from the issuer's list, never from the paper. */
function calls({ _ }, told, kind) {
  if (!told.phone) return null;
  const address = `tel:${told.phone.replace(/[^+\d]/g, "")}`;
  return h("a", { class: `button ${kind}`, href: address }, icon("call"), h("span", {}, filled(_("Call {phone}"), { phone: told.phone })));
}

/** What cannot be read has no answer: one sentence, and the way on. */
export function unreadView(words, code, { again }) {
  const { _ } = words;
  return h(
    "article",
    { class: "unread" },
    h("h1", { tabindex: "-1" }, _("Could not be read")),
    h("p", {}, unreadSentence(words, code)),
    h("button", { type: "button", class: "first", onclick: again }, _("Try again")),
  );
}

/** Several codes in one file: each with its answer, to be opened. */
export function severalView(words, found, { open, again }) {
  const { _, ngettext } = words;
  const count = found.length;
  const heading = filled(ngettext("{count} code in this file", "{count} codes in this file", count), { count });
  const rows = found.map((one) =>
    h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: `row ${one.told.answer}`, onclick: () => open(one) },
        glyph(one.told.answer),
        h(
          "span",
          {},
          h("strong", { dir: "auto" }, one.told.claims.name),
          h("span", {}, `${answerWord(words, one.told.answer)} · ${one.told.claims.title} · ${numberText(one.told.claims.number)}`),
        ),
      ),
    ),
  );
  return h(
    "article",
    { class: "several" },
    h("h1", { tabindex: "-1" }, heading),
    h("ul", {}, rows),
    h("button", { type: "button", class: "first", onclick: again }, _("Check another")),
  );
}

/** The same for those who hear it: the heading has the word. */
export function saidOf(words, { told }) {
  return `${answerSentence(words, told)} ${told.claims.name} ${numberText(told.claims.number)}`;
}
