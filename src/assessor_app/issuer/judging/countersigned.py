"""Whether a competent decision that does not stand on one signature has the others that it needs (decision 0009)."""

import json
from hashlib import sha256

from assessor_app.domain.assessment import Decision
from assessor_app.domain.countersigning import wanted
from assessor_app.domain.form import Form
from assessor_app.domain.people import Role, Staff
from assessor_app.domain.record_types import RecordType
from assessor_app.formats.signed_record import Record
from assessor_app.issuer.judging.case import Case, text_in
from assessor_app.issuer.judging.people import assessor_fault, introduced_to, introductions
from assessor_app.issuer.judging.rules import work_of

_SEEN = ("decision", "end", "marks", "occasions", "oral", "overrides")


def lacks_countersignature(case: Case, form: Form) -> bool:
    """A trainee's decision, or one on critical criteria that its decider did not see, without the word that it needs.

    Declared interests stay at the centre, and are not seen from here; a correction has its release instead.
    """
    if case.record.type != RecordType.ASSESSMENT_FINALISED or case.text("decision") != Decision.COMPETENT:
        return False
    decider = case.record.by or ""
    said = introductions(case).get(decider, {})
    words = [one for one in case.needed(RecordType.COUNTERSIGNED.value) if _is_on_this_work(case.record, one)]
    signed = frozenset(one.by for one in words if one.by)
    able = frozenset(one.by for one in words if one.by and _may_stand(case, one, form))
    person = Staff(
        id=decider,
        name="",
        label="",
        roles=frozenset({Role.ASSESSOR}),
        trainee=said.get("trainee") is True,
    )
    try:
        work = work_of(case.record.body, form)
    except (ValueError, KeyError, TypeError):
        return False  # the form's rules say so
    return bool(wanted(form, work, person, signed=signed, able=able))


def _is_on_this_work(decision: Record, word: Record) -> bool:
    """Whether it was given on the very marks, answers and decision that were signed."""
    if word.about.get("assessment") != decision.about.get("assessment"):
        return False
    try:
        seen = {name: decision.body[name] for name in _SEEN}
    except KeyError:
        return False
    text = json.dumps(seen, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text_in(word.body, "work") == sha256(text.encode("utf-8")).hexdigest()


def _may_stand(case: Case, word: Record, form: Form) -> bool:
    """Whether whoever countersigned may stand for any other assessor: in scope that day, and no trainee."""
    said = introduced_to(case, word).get(word.by or "")
    return (
        said is not None and said.get("trainee") is not True and assessor_fault(said, form, word.at) is None
    )
