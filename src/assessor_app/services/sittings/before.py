"""Before the work: conditions ticked once for the sitting, and what is arranged for one learner."""

import secrets
from dataclasses import dataclass, replace

from assessor_app.domain.assessment import State
from assessor_app.domain.before import NEEDED, Arranged, Arrangement, Condition, Ticked
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, Staff, require_role
from assessor_app.domain.seeing import Seen, may_see, require_may_see
from assessor_app.domain.sitting import Entry, Method
from assessor_app.services.clock import stamp
from assessor_app.services.people.plain_text import line
from assessor_app.services.sittings.desk import SittingDesk
from assessor_app.services.sittings.interpreting import require_neutral
from assessor_app.services.sittings.open import require_open

MOST_CHARACTERS = 500
_JUDGES = (Role.ASSESSOR, Role.QUALITY_ASSURER, Role.ADMINISTRATOR)
"""Who decides something about a learner's work: the assessor, who releases it, who hears an appeal."""


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What was settled at a sitting, and who may be named in an interest: whoever assesses, assures or decides appeals."""

    ticked: tuple[Ticked, ...] = ()
    arranged: tuple[Arrangement, ...] = ()
    staff: tuple[Staff, ...] = ()


NOTHING_SETTLED = Settled()


def settled(desk: SittingDesk, sitting: str, *, by: str) -> Settled:
    """Reads it; writes nothing. What was arranged for somebody is left out for who may not see that."""
    person = desk.staff.get(by)
    require_may_see(person, Seen.SITTINGS)
    return Settled(
        ticked=desk.before.ticked(sitting),
        arranged=desk.before.arranged(sitting) if may_see(person, Seen.ARRANGED) else (),
        staff=tuple(person for person in desk.staff.all() if person.has(*_JUDGES)),
    )


def settled_for(desk: SittingDesk, entry: str, *, by: str) -> Settled:
    """What was settled for one learner's sitting; raises KnownError `not-to-see` for who may not see what was arranged."""
    require_may_see(desk.staff.get(by), Seen.ARRANGED)
    return settled(desk, desk.sittings.entry(entry).sitting, by=by)


def tick(
    desk: SittingDesk, *, by: str, sitting: str, form: tuple[str, str], condition: Condition, holds: bool
) -> None:
    """Ticks a condition of the form for the whole sitting, or takes the tick back.

    No work waits for it: what nobody ticked is told to quality, and *competent* wants a reason for it. Raises KnownError
    `not-allowed`, `sitting-closed`.
    """
    require_role(desk.staff.get(by), Role.ASSESSOR)
    with desk.transactions.atomic():
        require_open(desk, sitting)
        if not holds:
            desk.before.untick(sitting, form, condition)
            return
        desk.before.tick(
            Ticked(
                sitting=sitting,
                form_code=form[0],
                form_version=form[1],
                condition=condition,
                by=by,
                at=stamp(desk.clock.now()),
            )
        )


def arrange(desk: SittingDesk, *, by: str, asked: Arrangement) -> Arrangement:
    """Writes down what was arranged; `id`, `late`, `by` and `at` are filled in here.

    A guardian's consent that was seen is kept with the learner. Raises KnownError: `arrangement-incomplete` (with the
    field), `text-too-long`, `interpreter-is-learner`, `interpreter-assesses`, `entry-finished`, `sitting-closed`.
    """
    require_role(desk.staff.get(by), Role.ASSESSOR, Role.CENTRE_STAFF)
    with desk.transactions.atomic():
        entry = _open_entry(desk, asked.entry)
        made = replace(
            _checked(asked),
            id=secrets.token_hex(16),
            late=bool(entry.assessment),
            by=by,
            at=stamp(desk.clock.now()),
        )
        if made.kind is Arranged.INTERPRETER:
            require_neutral(desk, entry.sitting, made.who)
        if made.kind is Arranged.INTEREST:
            desk.staff.get(made.staff)
        if made.kind is Arranged.GUARDIAN:
            made = replace(made, gave_consent=not desk.learners.get(entry.learner).guardian_consent)
        desk.before.arrange(made)
        if made.gave_consent:
            learner = replace(desk.learners.get(entry.learner), guardian_consent=True)
            desk.learners.put(learner, at=made.at, by=by)
    return made


def choose_method(desk: SittingDesk, *, by: str, entry: str, method: Method) -> None:
    """How this learner is assessed at this sitting. Raises KnownError `not-allowed`, `entry-finished`, `sitting-closed`."""
    require_role(desk.staff.get(by), Role.ASSESSOR)
    with desk.transactions.atomic():
        kept = _open_entry(desk, entry)
        desk.sittings.put_entry(replace(kept, method=method))


def take_back(desk: SittingDesk, *, by: str, arrangement: str) -> None:
    """Takes an arrangement back: it stays on file as taken back. Raises what `arrange` raises for closed work.

    A guardian's consent that stood on this alone goes from the learner's page too: no photo rests on a slip.
    """
    require_role(desk.staff.get(by), Role.ASSESSOR, Role.CENTRE_STAFF)
    with desk.transactions.atomic():
        kept = desk.before.arrangement(arrangement)
        entry = _open_entry(desk, kept.entry)
        if not kept.holds:
            return
        at = stamp(desk.clock.now())
        desk.before.take_back(arrangement, by=by, at=at)
        if kept.gave_consent and not desk.before.pass_consent_on(entry.learner):
            learner = replace(desk.learners.get(entry.learner), guardian_consent=False)
            desk.learners.put(learner, at=at, by=by)


def _checked(asked: Arrangement) -> Arrangement:
    """What was written, as clean lines; each kind with what it needs."""
    who, relation, language, what, why, agreed_by = (
        line(text, field=field, most=MOST_CHARACTERS)
        for field, text in (
            ("who", asked.who),
            ("relation", asked.relation),
            ("language", asked.language),
            ("what", asked.what),
            ("why", asked.why),
            ("agreed_by", asked.agreed_by),
        )
    )
    said = replace(
        asked,
        who=who,
        relation=relation,
        language=language,
        what=what,
        why=why,
        agreed_by=agreed_by,
        staff=asked.staff if asked.kind is Arranged.INTEREST else "",
    )
    for name in NEEDED[said.kind]:
        if not getattr(said, name):
            raise KnownError("arrangement-incomplete", field=name)
    return said


def _open_entry(desk: SittingDesk, entry_id: str) -> Entry:
    entry = desk.sittings.entry(entry_id)
    require_open(desk, entry.sitting)
    if entry.assessment and desk.assessments.get(entry.assessment).state not in {State.OPEN, State.DECIDED}:
        raise KnownError("entry-finished", learner=desk.learners.get(entry.learner).name)
    return entry
