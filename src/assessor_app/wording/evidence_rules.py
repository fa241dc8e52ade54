"""The four rules of evidence, in words: how each stands, and on what."""

from collections.abc import Mapping

from assessor_app.domain.evidence_rules import Facts, Holds, Rule, RuleState
from assessor_app.domain.form import Form
from assessor_app.domain.sitting import Environment, Identified
from assessor_app.domain.standing import Lack
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext, pgettext
from assessor_app.wording.days import short_day
from assessor_app.wording.evidence_kinds import count_words
from assessor_app.wording.marks import environment_word, identified_word
from assessor_app.wording.standing import standing_lines

_COUNTED = frozenset({Lack.CRITICAL_NOT_SEEN, Lack.NOT_SEEN, Lack.ORAL_NOT_ASKED})


def rule_word(rule: Rule) -> str:
    return {
        Rule.VALID: pgettext("evidence", "Valid"),
        Rule.SUFFICIENT: _("Sufficient"),
        Rule.AUTHENTIC: _("Authentic"),
        Rule.CURRENT: _("Current"),
    }[rule]


def holds_word(holds: Holds) -> str:
    return {
        Holds.YES: pgettext("rule of evidence", "yes"),
        Holds.ASSERTED: _("asserted with a reason"),
        Holds.NOT_YET: pgettext("rule of evidence", "not yet"),
    }[holds]


def rule_sentence(state: RuleState, found: Facts, form: Form, *, names: Mapping[str, str]) -> str:
    """What the rule stands on; what is short comes first. `names` gives staff by id."""
    facts = {
        Rule.VALID: _valid,
        Rule.SUFFICIENT: _sufficient,
        Rule.AUTHENTIC: lambda item: _authentic(item, names),
        Rule.CURRENT: _current,
    }[state.rule](found)
    if not state.short:
        return facts
    # What is counted among the facts already is not said again.
    said = [line.sentence for line in standing_lines(state.short, form) if line.lack not in _COUNTED]
    return " ".join([*(f"{sentence}." for sentence in said), facts])


def _valid(found: Facts) -> str:
    judged = _("{judged} of {criteria} criteria judged against the form's benchmarks.").format(
        judged=found.judged, criteria=found.criteria
    )
    where = ", ".join(
        environment_word(Environment(one)) for one in found.environments if one in set(Environment)
    )
    parts = [judged, _("Environment: {where}.").format(where=where) if where else ""]
    return " ".join(part for part in parts if part)


def _sufficient(found: Facts) -> str:
    counts = [
        ngettext("{count} occasion", "{count} occasions", found.occasions).format(count=found.occasions)
    ]
    if found.contexts:
        counts.append(_("in {contexts}").format(contexts=", ".join(found.contexts)))
    if found.questions:
        counts.append(
            _("{asked} of {questions} questions asked").format(asked=found.asked, questions=found.questions)
        )
    if found.readings:
        counts.append(
            ngettext("{count} reading", "{count} readings", found.readings).format(count=found.readings)
        )
    counts += [count_words(kind, count) for kind, count in found.pieces.items()]
    if found.interviews:
        counts.append(
            ngettext("{count} interview", "{count} interviews", found.interviews).format(
                count=found.interviews
            )
        )
    return _("{facts}.").format(facts=", ".join(counts))


def _authentic(found: Facts, names: Mapping[str, str]) -> str:
    parts = []
    if found.identified:
        how = ", ".join(identified_word(Identified(one)) for one in found.identified)
        parts.append(_("Identified: {how}.").format(how=how))
    people = ", ".join(names[one] for one in found.by if one in names)
    if people:
        parts.append(_("Marked by {names}.").format(names=people))
    if found.sheets:
        parts.append(
            ngettext(
                "Copied from paper sheet {numbers}.", "Copied from paper sheets {numbers}.", len(found.sheets)
            ).format(numbers=", ".join(found.sheets))
        )
    if found.statements:
        parts.append(
            ngettext(
                "{count} witness's statement.", "{count} witnesses' statements.", found.statements
            ).format(count=found.statements)
        )
    if found.claims:
        parts.append(
            ngettext(
                "{count} proof of prior learning.", "{count} proofs of prior learning.", found.claims
            ).format(count=found.claims)
        )
    if found.challenges:
        parts.append(
            ngettext(
                "Challenge test on {count} criterion.",
                "Challenge test on {count} criteria.",
                found.challenged,
            ).format(count=found.challenged)
        )
    return " ".join(parts) or _("Nobody has marked anything yet.")


def _current(found: Facts) -> str:
    if not found.oldest:
        return _("Nothing was seen yet.")
    if found.currency_days is None:
        return _("The form sets no limit on the age of evidence; the oldest is of {day}.").format(
            day=short_day(found.oldest)
        )
    return _("The oldest is of {day}; it may be {days} days old.").format(
        day=short_day(found.oldest), days=found.currency_days
    )
