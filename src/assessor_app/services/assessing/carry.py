"""A new attempt begins with what the form does not ask to be repeated, and rests on the evidence of the one before."""

import secrets
from dataclasses import replace

from assessor_app.domain.assessment import Assessment, Work
from assessor_app.domain.carrying import carried_answers, carried_marks
from assessor_app.domain.form import Form
from assessor_app.domain.marks import OralAnswer
from assessor_app.services.assessing.desk import Desk, signed_before, whole_work


def carry(desk: Desk, work: Assessment, form: Form) -> None:
    """Puts into new work what its learner need not repeat, on occasions of their own.

    The marks are of the newest attempt in `signed_before`. No row of history says so, and no undo takes them away: each
    was made in that attempt, and its `source` leads there.
    """
    before = signed_before(desk, work)
    if not before:
        return
    earlier = whole_work(desk, before[-1].id)
    marks = carried_marks(form, earlier, today=desk.clock.now().date())
    there = [item for item in earlier.occasions if any(where == item.id for where, _criterion in marks)]
    for number, old in enumerate(there, start=1):
        again = replace(old, id=secrets.token_hex(16), number=number)
        desk.assessments.add_occasion(work.id, again)
        for (where, _criterion), judgement in marks.items():
            if where == old.id:
                desk.work.put_judgement(work.id, again.id, judgement)
    for answer in carried_answers(form, earlier).values():
        desk.work.put_oral(work.id, answer)


def carried_origins(desk: Desk, work: Work) -> tuple[tuple[Assessment, tuple[str, ...]], ...]:
    """From which attempts marks or answers of this work come, oldest first, with the questions answered there."""
    attempts = {item.carried_from for item in work.judgements.values()}
    found, left = [], dict(work.oral)
    for item in {one.attempt: one for one in signed_before(desk, work.assessment)}.values():
        answers = desk.work.oral(item.id)
        heard = tuple(sorted(key for key, answer in left.items() if _same(answers.get(key), answer)))
        for key in heard:
            del left[key]
        if heard or item.attempt in attempts:
            found.append((item, heard))
    return tuple(found)


def _same(there: OralAnswer | None, here: OralAnswer) -> bool:
    """Whether it is that answer: one from a paper sheet has the attempt as its source since."""
    return there is not None and replace(there, source="") == replace(here, source="")
