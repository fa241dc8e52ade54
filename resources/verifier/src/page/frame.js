/** What stands around every answer: whose page it is, the language, what is held here and from when. */

import { dayOfMoment } from "../core/days.js";
import { newest } from "../core/register.js";
import { h } from "./dom.js";
import { filled } from "./words.js";

export function headView(words, { keeper, languages, choose }) {
  const { _ } = words;
  const name = keeper.trusted[0]?.name ?? _("Nobody's list of keys is in this copy");
  const names = new Intl.DisplayNames(["en"], { type: "language" });
  const nameOf = (tag) => new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? names.of(tag);
  const options = languages.map((tag) => h("option", { value: tag, selected: tag === words.language, lang: tag }, nameOf(tag)));
  const select = h("select", { "aria-label": _("Language"), onchange: () => choose(select.value) }, options);
  return h("header", {}, h("p", { class: "whose", dir: "auto" }, name), languages.length > 1 ? select : null);
}

export function footView(words, { keeper }) {
  const { _, day } = words;
  const list = keeper.trusted[0];
  const held = list && newest(keeper.registers, list.issuer);
  const lines = [
    list && filled(_("List of keys of {body} as of {day}."), { body: list.name, day: day(dayOfMoment(list.issuedAt)) }),
    held && filled(_("Register as of {day}, good until {until}"), { day: day(held.asOfDay), until: day(held.validUntilDay) }),
    _("What stands on a certificate stays on this device: this page sends none of it anywhere."),
  ];
  return h("footer", {}, lines.filter(Boolean).map((line) => h("p", {}, line)));
}
