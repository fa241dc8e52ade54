/** The words of one language, out of the same gettext catalogue as the window, the paper and the command line. */

// Arabic, Hebrew and their neighbours, by the language of the tag.
const RIGHT_TO_LEFT = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];
const SOURCE = "en";

/** `{language, direction, _, ngettext, everywhere, day}` for a language; `catalogues` has texts by language and English text. */
export function wordsIn(language, catalogues) {
  const known = catalogues[language] ?? {};
  const habits = new Intl.PluralRules(language);
  return {
    language,
    direction: RIGHT_TO_LEFT.includes(language.split("-")[0]) ? "rtl" : "ltr",
    _: (message) => (typeof known[message] === "string" ? known[message] : message),
    ngettext(one, many, count) {
      const forms = known[one];
      if (!Array.isArray(forms)) return count === 1 ? one : many;
      const categories = habits.resolvedOptions().pluralCategories;
      return forms[Math.min(forms.length - 1, orderOf(categories).indexOf(habits.select(count)))];
    },
    /** The message in every language that there is. */
    everywhere: (message) => [message, ...Object.values(catalogues).map((one) => one[message])].filter((one) => typeof one === "string"),
    day: (iso) => dayText(iso, language),
  };
}

/** Plural forms stand in the order in which gettext numbers them. */
const orderOf = (categories) => ["zero", "one", "two", "few", "many", "other"].filter((name) => categories.includes(name));

/** A date written out, as "21 November 2026"; English alone does not say which habit: day before month, as in most of the world. */
function dayText(iso, language) {
  const [year, month, day] = iso.split("-").map(Number);
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  const habit = language === SOURCE ? "en-GB" : language;
  return new Intl.DateTimeFormat(habit, { dateStyle: "long", timeZone: "UTC", calendar: "gregory" }).format(at);
}

/** Puts values where their names stand in braces. */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** The first language that somebody reads and that there are words for. */
export function languageFor(wanted, catalogues) {
  const there = [SOURCE, ...Object.keys(catalogues)];
  for (const tag of wanted) {
    const found = there.find((one) => one === tag) ?? there.find((one) => one === tag.split("-")[0]);
    if (found) return found;
  }
  return SOURCE;
}
