"""The sentence for each problem in a form or catalogue file: what is wrong, and what to do."""

from collections.abc import Mapping

from assessor_app.formats.form_yaml.problems import Problem
from assessor_app.wording.catalogue import gettext as _

_LONGEST = 80


def problem_sentence(problem: Problem) -> str:
    """One sentence for a problem; raises KeyError for a code that has no sentence, which is a bug."""
    sentences = {
        **_key_sentences(),
        **_value_sentences(),
        **_rule_sentences(),
        **_catalogue_sentences(),
        **_weak_sentences(),
    }
    details = {name: shown(value) for name, value in problem.details.items()}
    if problem.code == "wrong-type":
        details["wanted"] = _wanted()[str(problem.details["wanted"])]
    return sentences[problem.code].format(**details)


def unreadable_sentence(details: Mapping[str, object]) -> str:
    """One sentence for a KnownError `form-unreadable`, from its details."""
    template = _unreadable_sentences()[str(details["reason"])]
    return template.format(**{name: shown(value) for name, value in details.items()})


def shown(value: object, longest: int = _LONGEST) -> str:
    """A value from a stranger's file, on one line, without characters that steer a terminal."""
    text = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in str(value))
    return text if len(text) <= longest else f"{text[:longest]}…"


def _wanted() -> dict[str, str]:
    return {
        "text": _("text"),
        "whole": _("a whole number"),
        "number": _("a number"),
        "flag": _("true or false"),
        "list": _("a list"),
        "mapping": _("keys with values"),
    }


def _unreadable_sentences() -> dict[str, str]:
    return {
        "missing": _("this file does not exist or cannot be read; check the path and who may read it."),
        "too-large": _(
            "this file is larger than {most} bytes; a form is text alone, so split it or take out what is no part of it."
        ),
        "not-utf-8": _("this is not UTF-8; save the file as UTF-8 text."),
        "not-yaml": _("this is not YAML ({said}); mend the line, indentation and quotes first."),
        "control-character": _("the control character {character} cannot stand in a file; delete it."),
        "too-deep": _(
            "values are nested deeper than {most} levels, which no form needs; take out the nesting."
        ),
        "several-documents": _("a second document begins here; put each form into a file of its own."),
        "empty": _("this file is empty; begin with the keys of docs/forms.md."),
    }


def _key_sentences() -> dict[str, str]:
    return {
        "unknown-key": _("“{key}” is no key of “{section}”; take it out."),
        "unknown-key-like": _("“{key}” is no key of “{section}”; did you mean “{suggestion}”?"),
        "missing-key": _("“{key}” is missing in “{section}”; add it."),
        "duplicate-key": _("“{key}” stands here a second time; keep one of them."),
        "key-not-text": _("a key must be one word of text, not a list or a mapping."),
        "no-benchmark": _(
            "this criterion has no benchmark; say what, how much, by when, and what does not count."
        ),
        "anchor": _("the anchor “&{name}” is refused; write the value out in full."),
        "alias": _("the alias “*{name}” is refused; write the value out in full."),
        "tag": _("the tag “{tag}” is refused; write the value without it."),
        "too-many-problems": _("there are more than {count} problems; mend those above and check again."),
    }


def _value_sentences() -> dict[str, str]:
    return {
        "wrong-type": _("“{key}” must be {wanted}."),
        "empty": _("“{key}” has no value; write one or take the key out."),
        "needs-quotes": _(
            "“{key}” must be text, and YAML reads {value} as something else; put it in quotes."
        ),
        "control-character": _("“{key}” holds the control character {character}; delete it."),
        "list-too-short": _("“{key}” needs more items: at least {least}."),
        "not-a-choice": _("“{key}” cannot be “{value}”; use one of: {choices}."),
        "out-of-range": _("“{key}” must lie between {least} and {most}, and is {value}."),
        "not-above": _("“{key}” must be more than {above}, and is {value}."),
        "not-between": _("“{key}” must be more than {above} and at most {most}, and is {value}."),
        "not-identifier": _(
            "“{key}” cannot be “{value}”; use up to 32 letters, digits, dots, hyphens and underscores."
        ),
        "not-code": _(
            "“{key}” cannot be “{value}”; a code is capitals and digits with hyphens, such as ELE-SAF."
        ),
        "not-sector": _(
            "“{key}” cannot be “{value}”; a sector's code is small letters and digits with hyphens."
        ),
        "not-version": _("“{key}” cannot be “{value}”; a version is a number, or two with a dot, in quotes."),
        "not-language": _("“{key}” cannot be “{value}”; use a language tag such as en or pt-BR."),
        "not-web-address": _(
            "“{key}” cannot be “{value}”; it is an address that begins with https:// or http://."
        ),
        "not-isced-f": _("“{key}” cannot be “{value}”; an ISCED-F field is two to four digits in quotes."),
    }


def _rule_sentences() -> dict[str, str]:
    return {
        "duplicate-id": _("there is already a {kind} “{id}”, in line {first}; give this one another."),
        "unknown-outcome": _("there is no outcome “{id}”; name one that stands under “outcomes”."),
        "outcome-not-covered": _(
            "no criterion shows outcome “{id}”; add one, for questions alone do not cover it."
        ),
        "asks-too-many": _("this pool asks {ask} questions and holds {count}; lower “ask” or add questions."),
        "always-more-than-ask": _(
            "{count} questions are always dealt and only {ask} are asked; raise “ask” or shorten “always”."
        ),
        "unknown-question": _(
            "there is no question “{id}” in this pool; “always” names questions of its own pool."
        ),
        "listed-twice": _("“{value}” stands twice in this list; keep one of them."),
        "low-above-high": _("no reading can lie between {low} and {high}; “low” must not be above “high”."),
        "limits-twice": _(
            "“{label}” has limits here and on the task sheet; keep the numbers or “task-sheet”, not both."
        ),
        "more-contexts-than-occasions": _(
            "{contexts} contexts cannot be covered on {count} occasions; raise “count” to {contexts}."
        ),
        "credits-without-system": _("credits without a credit system mean nothing; add “system”."),
    }


def _catalogue_sentences() -> dict[str, str]:
    return {
        "code-not-listed": _("“{form}” is not in the catalogue; list it there or mend the code."),
        "other-sector": _("the catalogue lists {form} under “{sector}”; mend one of the two."),
        "unknown-sector": _(
            "there is no sector “{sector}” in the catalogue; mend it or add the sector there."
        ),
        "unknown-framework": _("there is no framework “{framework}” in the catalogue; it knows: {known}."),
        "unknown-level": _("{framework} has no level “{level}”; it knows: {known}."),
        "unknown-part": _(
            "no micro-credential “{part}” is listed; name one that stands under “micro-credentials”."
        ),
        "unknown-prerequisite": _(
            "“{part}” is neither a micro-credential nor a qualification of this catalogue; mend the code."
        ),
        "needs-too-many": _("{need} parts are needed and {count} are listed; lower “need” or add parts."),
        "needs-itself": _(
            "“{part}” comes back to itself through prerequisites, so nobody could hold it; break the circle."
        ),
        "form-not-listed": _(
            "{path} is not the form of a listed micro-credential; list it, or move it away."
        ),
        "form-but-planned": _("“{part}” is planned and yet has the form {path}; take “planned” out."),
        "form-missing": _("“{part}” has no form at {path}; write it, or say “planned: true”."),
    }


def _weak_sentences() -> dict[str, str]:
    return {
        "two-behaviours": _("“and {word} …” joins two behaviours; make two criteria of them."),
        "not-visible": _("nobody can see “{word}”; say what the learner does that an assessor can watch."),
        "benchmark-not-measurable": _("“{word}” measures nothing; say what, how much and by when."),
        "benchmark-repeats": _(
            "this benchmark only repeats its criterion; say what, how much, by when, and what does not count."
        ),
        "reading-without-number": _(
            "“{label}” has no limit; give “low” or “high”, or say “task-sheet: true”."
        ),
        "no-critical": _(
            "this form is about safety and no criterion is critical; mark the one that would hurt somebody."
        ),
        "many-criticals": _(
            "{count} criteria are critical; with more than {most}, the word loses its meaning."
        ),
        "share-below-one": _(
            "a share of {share} lets a learner miss criteria; a share of criteria is not competency."
        ),
        "small-pool": _(
            "this pool holds {count} questions; with fewer than {least}, the last learner has heard every answer."
        ),
    }
