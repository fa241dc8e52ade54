"""Warnings of weak writing: where `domain.weak_writing` finds something, and where the form is thin."""

from assessor_app.domain import weak_writing
from assessor_app.formats.form_yaml.problems import Findings
from assessor_app.formats.form_yaml.rules import criteria
from assessor_app.formats.form_yaml.values import Entry

MOST_CRITICALS = 8
SMALLEST_POOL = 6


def warn_of_weak_writing(form: Entry, findings: Findings) -> None:
    """Writes down warnings; the ones that read sentences are for forms written in English alone."""
    _thin_rules(form, findings)
    english = (form.text("language") or "").partition("-")[0] == "en"
    for criterion in criteria(form):
        text, benchmark = criterion.text("text"), criterion.text("benchmark")
        if text and benchmark and weak_writing.says_the_same(text, benchmark):
            findings.warn(criterion.at("benchmark"), "benchmark-repeats", id=criterion.text("id") or "")
        if english:
            _words(criterion, findings)
    if english:
        _safety_without_critical(form, findings)


def _thin_rules(form: Entry, findings: Findings) -> None:
    criticals = [criterion for criterion in criteria(form) if criterion.flag("critical")]
    if len(criticals) > MOST_CRITICALS:
        place = criticals[MOST_CRITICALS].at("critical")
        findings.warn(place, "many-criticals", count=len(criticals), most=MOST_CRITICALS)
    rules = form.entry("rules")
    share = rules.number("share") if rules else None
    if rules and share is not None and share < 1:
        findings.warn(rules.at("share"), "share-below-one", share=share)
    for pool in form.entries("oral"):
        count = len(pool.entries("questions"))
        if count < SMALLEST_POOL:
            findings.warn(pool.at("questions"), "small-pool", count=count, least=SMALLEST_POOL)
    for criterion in criteria(form):
        for reading in criterion.entries("readings"):
            if not _limited(reading):
                findings.warn(reading, "reading-without-number", label=reading.text("label") or "")


def _limited(reading: Entry) -> bool:
    return reading.flag("task-sheet") or "low" in reading.fields or "high" in reading.fields


def _words(criterion: Entry, findings: Findings) -> None:
    text, benchmark = criterion.text("text") or "", criterion.text("benchmark") or ""
    if verb := weak_writing.second_behaviour(text):
        findings.warn(criterion.at("text"), "two-behaviours", word=verb)
    if word := weak_writing.unseen(text):
        findings.warn(criterion.at("text"), "not-visible", word=word)
    if word := weak_writing.unmeasured(benchmark):
        findings.warn(criterion.at("benchmark"), "benchmark-not-measurable", word=word)


def _safety_without_critical(form: Entry, findings: Findings) -> None:
    title = form.leaf("title")
    about_safety = weak_writing.about_safety(form.text("title") or "", form.text("sector") or "")
    if title and about_safety and not any(criterion.flag("critical") for criterion in criteria(form)):
        findings.warn(title, "no-critical")
