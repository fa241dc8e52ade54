/** The answer about a file with several things in it, as a learner's file: the gravest, and each one's own, to be opened. */

import { gravest } from "../core/parts.js";
import { numberText } from "../core/number.js";
import { framed } from "./answer.js";
import { answerWord } from "./answerword.js";
import { glyph, h } from "./dom.js";
import { isSample } from "./sample.js";
import { unreadSentence } from "./sentences.js";
import { filled } from "./words.js";

const NOBODY_VOUCHES = ["unknown-issuer", "altered"];

/** `open(part)` shows one of them alone. There is an answer: at least one part has one. */
export function partsView(words, parts, { sample, today, open, again }) {
  const { _, day } = words;
  const answer = gravest(parts);
  const worst = parts.find((part) => part.told?.answer === answer).told;
  const sentence = partsSentence(words, parts);
  const marked = sample || parts.some((part) => part.told && isSample(words, part.told));
  const asOf = filled(_("As of {day}"), { day: day(today) });
  return framed(words, { answer, phone: worst.phone }, { sample: marked, again, sentence, asOf, paper: paper(words, parts, open) });
}

/** How many were checked, and what came out of the worst. */
export function partsSentence(words, parts) {
  const { ngettext } = words;
  const answer = gravest(parts);
  const answered = parts.filter((part) => part.told);
  const count = answered.length;
  if (answer === "valid") {
    return filled(ngettext("{count} part was checked, and is valid.", "{count} parts were checked, and all are valid.", count), { count });
  }
  const some = answered.filter((part) => part.told.answer === answer).length;
  const told = ngettext("{some} of {count} part that was checked: {answer}.", "{some} of {count} parts that were checked: {answer}.", count);
  return filled(told, { some, count, answer: answerWord(words, answer).toLowerCase() });
}

/** Whose it is, what it is of and its number, as the part says itself. */
export function saidOf({ told }) {
  const { claims, said } = told ?? {};
  if (claims) return { holder: claims.name, title: claims.title, number: numberText(claims.number) };
  return said ? { holder: said.holder, title: said.title, number: said.number } : { holder: "", title: "", number: "" };
}

function paper(words, parts, open) {
  const { _ } = words;
  const facts = parts.map(saidOf);
  const all = (name) => [...new Set(facts.map((one) => one[name]).filter(Boolean))];
  const [holders, titles, numbers] = [all("holder"), all("title"), all("number")];
  const vouched = !parts.some((part) => NOBODY_VOUCHES.includes(part.told?.reason));
  return h(
    "section",
    { class: vouched ? "paper" : "paper doubtful" },
    h("p", { class: "caution" }, _("This is what its files say. Ask for an identity document.")),
    h("h2", { class: "name", dir: "auto" }, holders.length === 1 ? holders[0] : _("Several people")),
    titles.length === 1 ? h("p", { class: "title", dir: "auto" }, titles[0]) : null,
    numbers.length === 1 ? h("p", { class: "number", dir: "ltr" }, numbers[0]) : null,
    h("ul", { class: "parts" }, parts.map((part) => h("li", {}, row(words, part, { open, holders, titles, numbers })))),
  );
}

function row(words, part, { open, holders, titles, numbers }) {
  const { _ } = words;
  const name = h("strong", {}, kindWord(words, part.kind));
  if (part.error) return h("p", { class: "row unreadable" }, h("span", {}, name, h("span", {}, `${_("Could not be read")}. ${unreadSentence(words, part.error.code)}`)));
  const { holder, title, number } = saidOf(part);
  // What all of them say stands above.
  const own = [holders.length > 1 && holder, titles.length > 1 && title, numbers.length > 1 && number];
  const line = [answerWord(words, part.told.answer), ...own].filter(Boolean).join(" · ");
  return h(
    "button",
    { type: "button", class: `row ${part.told.answer}`, onclick: () => open(part) },
    glyph(part.told.answer),
    h("span", {}, name, h("span", { dir: "auto" }, line)),
  );
}

const kindWord = ({ _ }, kind) => ({ code: _("Code on the page"), proof: _("Attached proof"), credential: _("Attached credential") })[kind];
