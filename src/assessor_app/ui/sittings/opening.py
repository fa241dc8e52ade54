"""Starting a sitting: form, place, environment, date, and who is expected."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.domain.sitting import Environment
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton, QuietButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, SearchField, Select
from assessor_app.ui.kit.layout import Scroll, SideBySide, clear, column, holding, row
from assessor_app.ui.kit.text import Line, Text
from assessor_app.ui.sittings.view import OpeningView, Person
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.marks import environment_word

_MOST_FOUND = 4
_LONGEST_PERSON = 280


class _Expected(Scroll):
    """Takes what room is left, and wants none for its length: nothing around it is squeezed for that."""

    def __init__(self, look: Look, content: QWidget) -> None:
        super().__init__(content, name=_("Who is expected"))
        self.setMinimumHeight(look.metrics.text(120))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.minimumHeight())


class OpeningDialog(Dialog):
    """Everything a sitting needs, with last time's answers filled in.

    Signals:
        group_asked(str): who is in this group; answer with `add_people`.
        searched(str): answer with `show_found`.
        start_asked(object): a dict of `place`, `environment`, `date` (ISO), `form` (key), `learners` (ids),
            `expected` (the key of what was planned elsewhere, or empty).
    """

    group_asked = Signal(str)
    searched = Signal(str)
    start_asked = Signal(object)

    def __init__(self, look: Look, view: OpeningView, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Start a sitting"), parent=parent)
        self._view, self._proposed, self._planned = view, "", ""
        self.people: dict[str, Person] = {}
        self._make_what(view)
        self._make_who(view)
        sides = SideBySide(look, self._what(), self._who(), from_width=800)
        self._trouble = Text(look, tone="danger")
        self.body.addWidget(sides)
        self.body.addWidget(self._trouble)
        self.start = PrimaryButton(look, _("Start the sitting"))
        self.start.setDefault(True)
        self.start.clicked.connect(self._start)
        self.foot(self.cancel_button(), self.start)
        self.setMinimumWidth(min(look.metrics.text(880), 960, self.room().width()))
        self._offer_forms()
        if view.form:
            self.form.choose(view.form)
        self._form_changed()
        if view.environment:
            self.environment.choose(view.environment)
        self._show_people()

    def refuse(self, sentence: str) -> None:
        """Says why the sitting was not started; everything typed stays."""
        self._trouble.say(sentence)
        self.start.setEnabled(True)

    def add_people(self, people: Sequence[Person]) -> None:
        """Puts these among those expected, once each."""
        self.people.update({person.id: person for person in people})
        self._show_people()

    def show_found(self, people: Sequence[Person]) -> None:
        """Offers those that were searched for and are not listed yet."""
        clear(self._found)
        fresh = [person for person in people if person.id not in self.people]
        for person in fresh[:_MOST_FOUND]:
            button = PlainButton(self.look, "", icon="plus")
            button.say_within(person.words, _LONGEST_PERSON)
            button.clicked.connect(lambda _checked=False, person=person: self._take(person))
            self._found.addWidget(button)

    def _make_what(self, view: OpeningView) -> None:
        look = self.look
        sectors = [("", _("every sector")), *view.sectors]
        self.sector = Select(look, _("Sector"), sectors)
        chosen = next((form.sector for form in view.forms if form.key == view.form), "")
        self.sector.choose(chosen)
        self.sector.activated.connect(lambda _index: self._offer_forms())
        self.form = Select(look, _("Form"))
        self.form.currentIndexChanged.connect(lambda _index: self._form_changed())
        self._about = Text(look, tone="muted", role="small")
        self.place = Field(look, _("Place"), hint=_("Workshop 2"))
        self.date = Field(look, _("Date"), hint=_("YYYY-MM-DD"), text=view.date)
        self.environment = Select(look, _("Environment"))

    def _make_who(self, view: OpeningView) -> None:
        look = self.look
        planned = [(one.key, one.words) for one in view.expected]
        self.group = Select(look, _("Group"), [("", _("choose a group")), *planned, *view.groups])
        self.group.activated.connect(lambda _index: self._take_group())
        if not (view.groups or planned):
            self.group.hide()
        self.search = SearchField(look, _("Add a learner"), hint=_("Name or number"))
        self.search.setMinimumHeight(look.metrics.target)
        self.search.searched.connect(lambda text: self.searched.emit(text.strip()))
        self._found: QVBoxLayout = column(gap=1)
        self._count = Text(look, role="row", bold=True)
        self._list: QVBoxLayout = column(gap=0)
        self._list.addStretch(1)
        self._scroll = _Expected(look, holding(self._list))

    def _what(self) -> QVBoxLayout:
        label = Text(self.look, _("Environment"), role="small", bold=True)
        made = column(gap=0.75)
        for words, widget in ((_("Sector"), self.sector), (_("Form"), self.form)):
            made.addWidget(Text(self.look, words, role="small", bold=True))
            made.addWidget(widget)
        for item in (self.place, label, self.environment, self.date, self._about):
            made.addWidget(item)
        made.addStretch(1)
        return made

    def _who(self) -> QVBoxLayout:
        made = column(
            Text(self.look, _("Who is expected"), role="small", bold=True),
            self.group,
            self.search,
            self._found,
            self._count,
            self._scroll,
            gap=0.75,
        )
        made.setStretch(5, 1)
        return made

    def _offer_forms(self) -> None:
        sector = self.sector.key()
        offered = [(form.key, form.words) for form in self._view.forms if sector in {"", form.sector}]
        self.form.offer(offered)
        self._form_changed()

    def _form_changed(self) -> None:
        chosen = next((form for form in self._view.forms if form.key == self.form.key()), None)
        if chosen is None:
            return
        self._about.say(chosen.about)
        # A place belongs to its sector; what somebody typed is theirs.
        proposed = self._view.places.get(chosen.sector, "")
        if self.place.text() in {"", self._proposed}:
            self.place.write(proposed)
        self._proposed = proposed
        allowed = [item for item in Environment if item.value in chosen.environments]
        self.environment.offer([(item.value, environment_word(item)) for item in allowed])

    def _take_group(self) -> None:
        planned = next((one for one in self._view.expected if one.key == self.group.key()), None)
        if planned is not None:
            self._planned = planned.key
            self.sector.choose("")
            self._offer_forms()
            self.form.choose(planned.form)
            self.place.write(planned.place)
            self.date.write(planned.date or self.date.text())
        if self.group.key():
            self.group_asked.emit(self.group.key())

    def _take(self, person: Person) -> None:
        self.search.clear()
        self.show_found(())
        self.add_people([person])
        self.search.setFocus()

    def _drop(self, person: str) -> None:
        self.people.pop(person, None)
        self._show_people()

    def _show_people(self) -> None:
        count = len(self.people)
        said = ngettext("{count} learner", "{count} learners", count).format(count=count)
        self._count.say(said if count else _("Nobody yet; walk-ins can be added later."))
        clear(self._list, keep=1)
        for index, person in enumerate(self.people.values()):
            off = QuietButton(
                self.look, _("Take off"), icon="x", name=_("Take off: {name}").format(name=person.words)
            )
            off.clicked.connect(lambda _checked=False, person=person: self._drop(person.id))
            line = row(Line(self.look, person.words, least=8), off, gap=1)
            line.setStretch(0, 1)
            self._list.insertWidget(index, holding(line))

    def _start(self) -> None:
        place, day = self.place.text().strip(), self.date.text().strip()
        self.place.show_error("" if place else _("Write where it takes place."))
        self.date.show_error("" if _is_date(day) else _("Write the date as year-month-day: 2026-11-22."))
        if not place or not _is_date(day) or not self.form.key():
            return
        self.start.setEnabled(False)
        self.start_asked.emit(
            {
                "place": place,
                "environment": self.environment.key(),
                "date": day,
                "form": self.form.key(),
                "learners": list(self.people),
                "expected": self._planned,
            }
        )


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
