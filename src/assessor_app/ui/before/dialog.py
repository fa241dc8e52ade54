"""Before the work: conditions ticked for the sitting, and what is arranged for one learner, kind by kind."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from assessor_app.domain.before import Arranged, Arrangement
from assessor_app.ui.assess.asking import AskTick
from assessor_app.ui.before.view import BeforeView, FormConditions, KindView
from assessor_app.ui.drafts import Typed
from assessor_app.ui.kit.buttons import Choice, PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Select, Tick, typed_before
from assessor_app.ui.kit.layout import Card, Scroll, column, holding, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class BeforeDialog(Dialog):
    """Shows a `BeforeView` and asks; what it shows is what was kept.

    Signals:
        tick_asked(object, str, bool): a form (code, version), one of its conditions, and whether it is fulfilled.
        arrange_asked(object): an Arrangement, of which nothing is filled in but what was typed.
        take_back_asked(str): an arrangement's id.
        method_asked(str): one of `domain.sitting.Method`.
    """

    tick_asked = Signal(object, str, bool)
    arrange_asked = Signal(object)
    take_back_asked = Signal(str)
    method_asked = Signal(str)

    def __init__(self, look: Look, view: BeforeView, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Before the work: {title}").format(title=view.title), parent=parent)
        self._view = view
        self.ticks: dict[tuple[tuple[str, str], str], AskTick] = {}
        self.taking_back: dict[str, PlainButton] = {}
        self.adding = AddPart(look, view)
        self.adding.asked.connect(self.arrange_asked)
        self._scroll = Scroll(QWidget(), name=_("Before the work"))
        room = self.room().height() - look.metrics.text(220)
        self._scroll.setMinimumHeight(max(200, min(look.metrics.text(520), room)))
        self.body.addWidget(self._scroll, 1)
        self.setMinimumWidth(min(look.metrics.text(760), 900, self.room().width()))
        adds = bool(view.entry) and view.changeable
        # Where something can be kept, that is the next step; Close then drops nothing (`ui.drafts`).
        close = PlainButton(look, _("Close")) if adds else PrimaryButton(look, _("Close"))
        close.clicked.connect(self.accept)
        self.foot(close)
        self.show_view(view)
        first = self.adding.kind if adds else next(iter(self.ticks.values()), close)
        first.setFocus()

    def show_view(self, view: BeforeView) -> None:
        """Shows what is kept now; what is being typed stays."""
        top = self._scroll.verticalScrollBar().value()
        focused = next((key for key, tick in self.ticks.items() if tick.hasFocus()), None)
        self._view = view
        self.ticks, self.taking_back = {}, {}
        self.adding.setParent(self)
        parts = [*self._of_the_learner(view), *(self._conditions(form) for form in view.forms)]
        self._scroll.setWidget(holding(column(*parts, None, gap=2)))
        # A child in no layout lies over everything else: of a whole sitting nothing is arranged.
        self.adding.setVisible(self.adding in parts)
        self._scroll.verticalScrollBar().setValue(top)
        if focused in self.ticks:
            self.ticks[focused].setFocus()

    def kept(self) -> None:
        """What was typed is kept: the fields are empty again."""
        self.adding.clear()

    def _conditions(self, form: FormConditions) -> Card:
        look = self.look
        words = _(
            "Ticked once for all on this form at this sitting. Work may begin before; what is not ticked is told."
        )
        items: list[QWidget | QLayout] = [
            Text(look, _("Conditions: {form}").format(form=form.title), bold=True),
            Text(look, words, role="small", tone="muted"),
        ]
        for condition in form.conditions:
            tick = AskTick(
                look, _("{condition}: {said}").format(condition=condition.word, said=condition.said)
            )
            tick.setChecked(condition.ticked)
            tick.setEnabled(self._view.conditions_open)
            tick.setAccessibleDescription(condition.asks)
            ref, key = condition.form, condition.condition
            tick.asked.connect(lambda holds, ref=ref, key=key: self.tick_asked.emit(ref, key, holds))
            self.ticks[ref, key] = tick
            items += [tick, Text(look, condition.asks, role="small", tone="muted")]
        return Card(holding(column(*items, gap=0.5)))

    def _of_the_learner(self, view: BeforeView) -> list[QWidget]:
        if not view.entry:
            return []
        look = self.look
        self.method = Choice(look, _("How this learner is assessed"), view.methods, current=view.method)
        self.method.setEnabled(view.changeable)
        self.method.chosen.connect(self.method_asked)
        label = Text(look, _("Assessed"), role="small", bold=True)
        lines: list[QWidget | QLayout] = [Text(look, view.known), label, row(self.method, None)]
        if not view.arranged:
            lines.append(Text(look, _("Nothing is arranged for this learner."), tone="muted"))
        for item in view.arranged:
            back = PlainButton(look, _("Take back"), name=_("Take back: {what}").format(what=item.words))
            back.setEnabled(view.changeable)
            back.clicked.connect(lambda _checked=False, key=item.id: self.take_back_asked.emit(key))
            self.taking_back[item.id] = back
            line = row(Text(look, item.words), back, gap=2)
            line.setStretch(0, 1)
            lines.append(line)
        known = Card(holding(column(*lines, gap=1)))
        if not view.changeable:
            return [known]
        return [known, self.adding]


class AddPart(Card):
    """Chooses a kind, asks what it needs, and hands it over.

    Signals:
        asked(object): an Arrangement as typed.
    """

    asked = Signal(object)

    def __init__(self, look: Look, view: BeforeView) -> None:
        self._box = column(gap=1.5)
        super().__init__(holding(self._box))
        self._look, self._view = look, view
        self._kinds = {kind.key: kind for kind in view.kinds}
        self.kind = Select(look, _("What is arranged"), [(kind.key, kind.word) for kind in view.kinds])
        self.kind.activated.connect(lambda _index: self._build())
        self.fields: dict[str, Field] = {}
        self.declared = Tick(look, _("Declared"))
        self.staff = Select(look, _("Whose interest"), view.staff)
        self.wrong = Text(look, tone="danger")
        self.again = typed_before(look)
        self._carried: dict[str, str] = {}
        self.keep = PrimaryButton(look, _("Keep this"))
        self.keep.clicked.connect(self._ask)
        self._asking = QWidget()
        for widget in (
            Text(look, _("Arrange something"), bold=True),
            self.again,
            self.kind,
            self._asking,
            self.declared,
            self.wrong,
            holding(row(None, self.keep)),
        ):
            self._box.addWidget(widget)
        if view.kinds:
            self._build()

    def clear(self) -> None:
        """Empties what was typed."""
        self._carried = {}
        self.fields = {}
        self.again.hide()
        self._build()

    def typed(self) -> Typed | None:
        """What stands here and was not kept; None where nothing was typed."""
        words = self._words()
        if not any(words.values()) and not self.declared.isChecked():
            return None
        ticked = "1" if self.declared.isChecked() else ""
        return Typed(fields={**words, "kind": self.kind.key(), "whose": self.staff.key(), "declared": ticked})

    def put_back(self, typed: Typed) -> None:
        """Shows again what was typed before, and says that nobody kept it."""
        found = dict(typed.fields)
        self.kind.choose(found.pop("kind"))
        self.staff.choose(found.pop("whose"))
        declared = bool(found.pop("declared"))
        self._carried, self.fields = found, {}
        self._build()
        self.declared.setChecked(declared)
        self.again.show()

    def _words(self) -> dict[str, str]:
        """By field: what was typed for a kind that has no such field waits for one that has."""
        return {**self._carried, **{name: field.text() for name, field in self.fields.items()}}

    def refuse(self, sentence: str) -> None:
        """Says why it was not kept."""
        self.wrong.say(sentence)
        self.wrong.setVisible(bool(sentence))
        self.keep.setEnabled(True)

    def _build(self) -> None:
        kind = self._kinds[self.kind.key()]
        self._carried = self._words()
        self.fields = {
            name: Field(self._look, label, text=self._carried.get(name, ""))
            for name, label, _needed in kind.fields
        }
        items: list[QWidget] = []
        self.staff.setParent(self)
        self.staff.setVisible(kind.staff)
        if kind.staff:
            items = [Text(self._look, _("Whose interest"), role="small", bold=True), self.staff]
        before, self._asking = self._asking, holding(column(*items, *self.fields.values(), gap=1))
        self._box.replaceWidget(before, self._asking)
        self._asking.setVisible(bool(self.fields) or kind.staff)
        before.hide()
        before.deleteLater()
        if kind.declaration:
            self.declared.say(kind.declaration)
        self.declared.setChecked(False)
        self.declared.setVisible(bool(kind.declaration))
        self.refuse("")

    def _ask(self) -> None:
        kind = self._kinds[self.kind.key()]
        missing = self._missing(kind)
        if missing is not None:
            missing.setFocus()
            return
        typed = {name: field.text().strip() for name, field in self.fields.items()}
        self.keep.setEnabled(False)
        self.asked.emit(
            Arrangement(
                id="",
                entry=self._view.entry,
                kind=Arranged(kind.key),
                who=typed.get("who", ""),
                relation=typed.get("relation", ""),
                language=typed.get("language", ""),
                what=typed.get("what", ""),
                why=typed.get("why", ""),
                agreed_by=typed.get("agreed_by", ""),
                declared=bool(kind.declaration) and self.declared.isChecked(),
                staff=self.staff.key() if kind.staff else "",
            )
        )

    def _missing(self, kind: KindView) -> QWidget | None:
        """The first thing that is not there yet; each that is missing says so."""
        found: list[QWidget] = []
        for name, _label, needed in kind.fields:
            empty = needed and not self.fields[name].text().strip()
            self.fields[name].show_error(_("Write this, or choose another kind.") if empty else "")
            found += [self.fields[name].edit] if empty else []
        unticked = bool(kind.declaration) and not self.declared.isChecked()
        self.refuse(_("Tick the sentence above, if it is so; else nothing can be kept.") if unticked else "")
        found += [self.declared] if unticked else []
        return found[0] if found else None
