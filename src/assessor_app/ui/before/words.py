"""What the dialog says, from what the store holds."""

from collections.abc import Mapping, Sequence

from assessor_app.domain.before import NEEDED, Arranged, Condition, Ticked, conditions_of
from assessor_app.domain.form import Form
from assessor_app.domain.sitting import Entry, Method, Sitting
from assessor_app.services.sittings.before import Settled
from assessor_app.ui.before.view import ArrangedView, BeforeView, ConditionView, FormConditions, KindView
from assessor_app.wording.before import (
    arranged_word,
    arrangement_line,
    condition_asks,
    condition_word,
    field_word,
)
from assessor_app.wording.before import declaration as declared_words
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import day_words, moment_words
from assessor_app.wording.marks import identified_word
from assessor_app.wording.prior import method_word

_MAY_SAY: dict[Arranged, tuple[str, ...]] = {Arranged.READER: ("relation",), Arranged.SCRIBE: ("relation",)}


def before_view(
    sitting: Sitting,
    forms: Sequence[Form],
    found: Settled,
    *,
    names: Mapping[str, str],
    entry: Entry | None = None,
    learner: str = "",
    signed: bool = False,
) -> BeforeView:
    """The dialog of a sitting, or of one learner in it. `names` gives the name of each member of staff by id."""
    title = learner or _("{place} · {day}").format(place=sitting.place, day=day_words(sitting.date))
    view = BeforeView(
        sitting=sitting.id,
        title=title,
        forms=tuple(_form(form, found.ticked, names) for form in forms),
        conditions_open=not sitting.closed_at,
    )
    if entry is None:
        return view
    return BeforeView(
        sitting=view.sitting,
        title=view.title,
        forms=view.forms,
        conditions_open=view.conditions_open,
        entry=entry.id,
        known=_known(entry),
        method=entry.method.value,
        methods=tuple((item.value, method_word(item)) for item in Method),
        arranged=tuple(
            ArrangedView(id=item.id, words=arrangement_line(item, staff=names.get(item.staff, "")))
            for item in found.arranged
            if item.entry == entry.id
        ),
        kinds=tuple(kind_view(kind) for kind in Arranged),
        staff=tuple((person.id, person.name) for person in found.staff),
        changeable=not sitting.closed_at and not signed,
    )


def kind_view(kind: Arranged) -> KindView:
    """What is asked for one kind."""
    needed = [name for name in NEEDED[kind] if name not in {"declared", "staff"}]
    typed = [(name, field_word(name, kind), True) for name in needed]
    typed += [(name, field_word(name, kind), False) for name in _MAY_SAY.get(kind, ())]
    return KindView(
        key=kind.value,
        word=arranged_word(kind),
        fields=tuple(typed),
        declaration=declared_words(kind),
        staff="staff" in NEEDED[kind],
    )


def _known(entry: Entry) -> str:
    known = (
        _("Identified: {how}.").format(how=identified_word(entry.identified))
        if entry.identified
        else _("Nobody said how this learner was identified.")
    )
    briefed = (
        _("Briefed {when}.").format(when=moment_words(entry.briefed_at))
        if entry.briefed_at
        else _("Not briefed.")
    )
    return f"{known} {briefed}"


def _form(form: Form, ticked: Sequence[Ticked], names: Mapping[str, str]) -> FormConditions:
    ref = (form.code, form.version)
    mine = {item.condition: item for item in ticked if (item.form_code, item.form_version) == ref}
    return FormConditions(
        title=f"{form.ref}  {form.title}",
        conditions=tuple(
            _condition(form, condition, mine.get(condition), names) for condition in conditions_of(form)
        ),
    )


def _condition(
    form: Form, condition: Condition, ticked: Ticked | None, names: Mapping[str, str]
) -> ConditionView:
    said = _("not ticked")
    if ticked is not None:
        said = _("{name}, {when}").format(name=names.get(ticked.by, ""), when=moment_words(ticked.at))
    return ConditionView(
        form=(form.code, form.version),
        condition=condition.value,
        word=condition_word(condition),
        asks=condition_asks(condition, form),
        ticked=ticked is not None,
        said=said,
    )
