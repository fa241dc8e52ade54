"""Details of errors that are codes, in words."""

from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import day_words, moment_words
from assessor_app.wording.erasing import keeps_words


def worded(name: str, value: object) -> object:
    """The detail as a person reads it; anything that is no code of ours stays as it is."""
    if name in ("now", "last"):
        return moment_words(str(value))
    if name == "until":
        return day_words(str(value))
    if name == "keeps":
        return keeps_words().get(str(value), value)
    lists = {"roles": _roles, "allowed": _environments, "missing": _of_notes}
    if name in lists:
        words = lists[name]()
        return ", ".join(words.get(code, code) for code in str(value).split(", "))
    if name == "field":
        return (_fields() | _of_notes()).get(str(value), value)
    return (_codes() | _credentials()).get((name, str(value)), value)


def _roles() -> dict[str, str]:
    return {
        "assessor": _("assessors"),
        "quality-assurer": _("quality assurers"),
        "centre-staff": _("centre staff"),
        "administrator": _("administrators"),
    }


def _environments() -> dict[str, str]:
    return {"workplace": _("workplace"), "simulated": _("simulated")}


def _of_notes() -> dict[str, str]:
    return {
        "piece": _("what was looked at"),
        "mark": _("the mark or number on it, or what else tells it apart"),
        "found": _("what was found"),
        "simulated": _("what was simulated"),
        "means": _("what it was simulated with"),
        "differs": _("how it differed from real work"),
        "seen": _("what was seen"),
    }


def _fields() -> dict[str, str]:
    return {
        "agreed_by": _("who agreed to it"),
        "answered": _("what was answered"),
        "asked": _("what was asked"),
        "approval number": _("approval number"),
        "awarding body": _("awarding body"),
        "bench": _("bench"),
        "bib": _("bib"),
        "caption": _("caption"),
        "centre": _("name of the centre"),
        "criteria": _("the criteria that it shows"),
        "country": _("country"),
        "declared": _("the declaration that is to be ticked"),
        "group": _("group"),
        "id": _("last four characters of the identity document"),
        "label": _("label"),
        "language": _("language"),
        "known": _("how it is known to be theirs"),
        "name": _("name"),
        "number": _("number"),
        "outcome": _("outcome"),
        "phone": _("phone number"),
        "reason": _("reason"),
        "registration": _("registration number"),
        "relation": _("relation to the learner"),
        "scope": _("scope"),
        "staff": _("whose interest it is"),
        "task": _("what they were asked to do"),
        "what": _("what is done, or what it is"),
        "who": _("name"),
        "why": _("why"),
        "words": _("statement"),
    }


def _credentials() -> dict[tuple[str, str], str]:
    return {
        ("refused", "term"): _(
            "it has members whose meaning nothing that it names defines, so no signature covers them"
        ),
        ("refused", "context"): _(
            "it names a vocabulary (@context) that is not held here, or brings one of its own"
        ),
        ("refused", "form"): _("it is not written as the standard asks"),
    }


def _codes() -> dict[tuple[str, str], str]:
    return {
        ("seen", "roster"): _("the learners of this centre"),
        ("seen", "sittings"): _("who was at a sitting"),
        ("seen", "arranged"): _("what was arranged for a learner"),
        ("seen", "work"): _("marks and evidence"),
        ("seen", "results"): _("results and certificates"),
        ("state", "finalised"): _("signed"),
        ("state", "discarded"): _("set aside"),
        ("state", "superseded"): _("replaced by another"),
        ("state", "revoked"): _("withdrawn"),
        ("state", "expired"): _("expired"),
        ("state", "rejected"): _("rejected"),
        ("state", "annulled"): _("annulled"),
        ("reason", "release"): _("release by a quality assurer"),
        ("reason", "returned"): _("its assessor, to whom it was returned"),
        ("reason", "registration"): _("registration by the awarding body"),
        ("reason", "appeal"): _("the decision of an appeal"),
        ("doubt", "before-last-record"): _("that is earlier than the last record"),
        ("doubt", "long-after-last-record"): _("that is more than 30 days later"),
        ("doubt", "outside-delegation"): _("that is outside the time in which this device may certify"),
        **_lacks(),
        ("why", "critical"): _("it is critical"),
        ("why", "note"): _("it wants a note"),
        ("why", "reading"): _("it wants a reading"),
        ("why", "photo"): _("it wants a photo"),
        ("because", "critical"): _("critical criteria that somebody else saw:"),
        ("because", "trainee"): _("the decision of a trainee"),
        ("because", "interest"): _("a declared interest of the assessor"),
        ("became", "sent"): _("in the printer"),
        ("became", "issued"): _("issued as a certificate"),
        ("became", "spoiled"): _("spoiled"),
        ("became", "missing"): _("missing"),
        ("became", "destroyed"): _("destroyed"),
        ("criterion", ""): _("the whole work"),
        ("piece", "photo"): _("photo"),
        ("piece", "audio"): _("sound"),
        ("piece", "video"): _("film"),
        ("end", "stopped-unsafe"): _("stopped as unsafe"),
        ("end", "interrupted"): _("interrupted"),
        ("end", "withdrew"): _("the learner withdrew"),
    }


def _lacks() -> dict[tuple[str, str], str]:
    """What stands between a learner and *competent*."""
    return {
        ("lack", "critical-not-met"): _("a critical criterion was not met"),
        ("lack", "critical-not-seen"): _("a critical criterion was not seen"),
        ("lack", "not-met"): _("a criterion was not met"),
        ("lack", "not-seen"): _("a criterion was not seen"),
        ("lack", "share"): _("too few criteria were met"),
        ("lack", "oral-critical"): _("a critical question was not answered"),
        ("lack", "oral"): _("a question was not answered"),
        ("lack", "oral-not-asked"): _("a question was not asked"),
        ("lack", "stopped-unsafe"): _("the attempt was stopped as unsafe"),
        ("lack", "reading-limits"): _("a reading is outside its limits"),
        ("lack", "note"): _("a note"),
        ("lack", "photo"): _("a photo"),
        ("lack", "reading"): _("a reading"),
        ("lack", "occasions"): _("another occasion"),
        ("lack", "context"): _("another context"),
        ("lack", "currency"): _("evidence that is recent enough"),
        ("lack", "witness-alone"): _("a critical criterion was seen by a witness alone"),
        ("lack", "statement"): _("a witness's statement"),
        ("lack", "claim"): _("evidence of prior learning"),
        ("lack", "interview"): _("an interview on an outcome"),
        ("lack", "identity"): _("how the learner was identified"),
        ("lack", "environment"): _("an environment that the form allows"),
        ("lack", "condition"): _("a condition of the form that nobody ticked"),
        ("lack", "sheet"): _("the photo of a paper sheet"),
    }
