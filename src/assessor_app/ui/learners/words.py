"""Services' answers about learners, turned into what the page shows."""

from datetime import date

from assessor_app.domain.assessment import Decision, State
from assessor_app.domain.certificate import CertificateState, state_of
from assessor_app.domain.people import IdentityMark, Learner
from assessor_app.services.deciding.ports import ReleaseKind
from assessor_app.services.people.history import LearnerRow, NameCheck, PastWork
from assessor_app.ui.after.lines import after_lines
from assessor_app.ui.certificates.shapes import shape_of_state
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.rows import Row, Status
from assessor_app.ui.learners.towards import TowardsView
from assessor_app.ui.learners.view import LearnerDraft, LearnerView, PaperView, PastView
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import pgettext
from assessor_app.wording.certificates import state_word
from assessor_app.wording.days import day_words
from assessor_app.wording.names import initials


def cells(row: LearnerRow) -> Row:
    """A row of the table."""
    learner = row.learner
    name = f"{learner.name}\n{learner.group}" if learner.group else learner.name
    checked = Status(Shape.MET, _("Checked")) if row.checked else Status(Shape.NOT_SEEN, _("Not checked"))
    return name, learner.number, checked


def learner_view(
    row: LearnerRow,
    check: NameCheck | None,
    history: tuple[PastWork, ...],
    *,
    today: date,
    may_edit: bool,
    may_erase: bool = False,
    towards: tuple[TowardsView, ...] = (),
) -> LearnerView:
    """One learner with everything that stands beside the list."""
    learner = row.learner
    return LearnerView(
        id=learner.id,
        name=learner.name,
        initials=initials(learner.name),
        number=learner.number,
        facts=_facts(learner, today),
        checked=row.checked,
        check=_check_words(row, check),
        towards=towards,
        history=tuple(_past(past, today) for past in history),
        may_edit=may_edit,
        may_remove=not history,
        may_erase=may_erase,
        group=learner.group,
    )


def draft_of(learner: Learner) -> LearnerDraft:
    """The form's content for a learner."""
    said = {None: "", True: "yes", False: "no"}[learner.said_under_18]
    return LearnerDraft(
        id=learner.id,
        name=learner.name,
        number=learner.number,
        group=learner.group,
        mark=learner.identity_mark.value,
        birth_date=learner.birth_date.isoformat() if learner.birth_date else "",
        id_last_four=learner.id_last_four,
        under_18=said,
        guardian_consent=learner.guardian_consent,
        photo_consent=learner.photo_consent,
    )


def learner_of(draft: LearnerDraft) -> Learner:
    """The learner that a form describes; raises ValueError when the birth date is none."""
    return Learner(
        id=draft.id,
        name=draft.name,
        number=draft.number,
        identity_mark=IdentityMark(draft.mark),
        id_last_four=draft.id_last_four,
        birth_date=date.fromisoformat(draft.birth_date) if draft.birth_date else None,
        said_under_18={"yes": True, "no": False}.get(draft.under_18),
        guardian_consent=draft.guardian_consent,
        photo_consent=draft.photo_consent,
        group=draft.group,
    )


def _facts(learner: Learner, today: date) -> tuple[tuple[str, str], ...]:
    mark = {
        IdentityMark.BIRTH_DATE: _("birth date"),
        IdentityMark.ID_LAST_FOUR: _("identity document ending in {last}").format(last=learner.id_last_four),
        IdentityMark.NONE: _("none chosen"),
    }[learner.identity_mark]
    facts = [(_("Group"), learner.group)] if learner.group else []
    facts += [(_("On certificates"), mark), (_("Age"), _age(learner, today))]
    if learner.under_18(today) is not False:
        seen = _("seen") if learner.guardian_consent else _("not seen")
        facts.append((_("Guardian's consent"), seen))
    facts.append((_("Photographs"), _("allowed") if learner.photo_consent else _("not allowed")))
    return tuple(facts)


def _age(learner: Learner, today: date) -> str:
    age = {True: _("under 18"), False: _("18 or older"), None: _("not known")}[learner.under_18(today)]
    if learner.birth_date is None:
        return age
    return _("{age}, born {day}").format(age=age, day=day_words(learner.birth_date.isoformat()))


def _check_words(row: LearnerRow, check: NameCheck | None) -> str:
    if check is None:
        return _("Nobody has checked the name yet.")
    if not row.checked:
        return _("Checked as “{name}” on {day}; it has changed since.").format(
            name=check.name, day=day_words(check.at)
        )
    how = {
        "learner": _("The learner read the name and said it is right: {by}, {day}."),
        "document": _("Name compared with an identity document: {by}, {day}."),
        "staff": _("Name known to {by}, {day}."),
    }[check.how]
    return how.format(by=check.by, day=day_words(check.at))


def _past(past: PastWork, today: date) -> PastView:
    shape, result = _result(past)
    about = _("{code} v{version} · attempt {attempt} · {day}").format(
        code=past.form_code, version=past.form_version, attempt=past.attempt, day=day_words(past.at)
    )
    if past.device is not None:
        about = _("{about} · recorded on {device}, as known here").format(
            about=about, device=past.device or _("another device")
        )
    papers = tuple(
        PaperView(number=line.number, shape=shape_of_state(state), state=_paper_word(state))
        for line in past.papers
        for state in [
            state_of(
                provisional_until=line.provisional_until,
                valid_until=line.valid_until,
                events=[event.kind for event in line.events],
                today=today,
            )
        ]
    )
    return PastView(
        assessment=past.assessment,
        title=past.title,
        about=about,
        shape=shape,
        result=result,
        open=past.state in {State.OPEN, State.DECIDED},
        # What another device recorded is shown, and is changed there.
        signed=past.state is State.FINALISED and past.device is None,
        after=after_lines(past.after),
        papers=papers,
    )


def _paper_word(state: CertificateState) -> str:
    """The state, with what follows from it where somebody may still hold the paper."""
    if state is CertificateState.REJECTED:
        return _("{state}: it does not count").format(state=state_word(state))
    return state_word(state)


def _result(past: PastWork) -> tuple[Shape, str]:
    if past.state is State.OPEN:
        return Shape.NOT_SEEN, pgettext("assessment", "Open")
    if past.state is State.DECIDED:
        return Shape.WAITING, _("Decided, not signed yet")
    if past.state is State.ANNULLED:
        return Shape.DANGER, _("Annulled")
    if past.decision is not Decision.COMPETENT:
        return Shape.NOT_MET, _("Not yet competent")
    if past.release is ReleaseKind.RETURNED:
        return Shape.HELD, _("Competent, returned to the assessor")
    return Shape.MET, _("Competent")
