"""Print runs: a cohort is chosen for one, and one that stopped is gone on with."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.print_run import Order, Run
from assessor_app.services.printing.cohort import Cohort, choices, papers_of
from assessor_app.services.printing.ports import Choices, CohortRow
from assessor_app.services.printing.runs import leave, open_runs
from assessor_app.ui.certificates.parts import Parts
from assessor_app.ui.certificates.printing import Printing
from assessor_app.ui.certificates.words import stopped_sentence
from assessor_app.ui.kit.buttons import Choice, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog, Question, still_open
from assessor_app.ui.kit.fields import Select, Tick
from assessor_app.ui.kit.layout import column, nest, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.days import day_words


class CohortDialog(Dialog):
    """Asks whose papers, and in which order.

    Signals:
        changed(): something else is chosen: answer with `show_papers`.
        go(object): the papers' rows, in order.
    """

    changed = Signal()
    go = Signal(object)

    def __init__(self, look: Look, found: Choices, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Print many"), parent=parent)
        everybody, every_form, every_sitting = _("All groups"), _("All forms"), _("All sittings")
        self.group = Select(look, _("Group"), [("", everybody), *((one, one) for one in found.groups)])
        forms = [(code, _("{code} {title}").format(code=code, title=title)) for code, title in found.forms]
        self.form = Select(look, _("Form"), [("", every_form), *forms])
        sittings = [
            (key, _("{day}, {place}").format(day=day_words(day), place=place))
            for key, place, day in found.sittings
        ]
        self.sitting = Select(look, _("Sitting"), [("", every_sitting), *sittings])
        orders = [
            (Order.NAME.value, _("Name")),
            (Order.NUMBER.value, _("Learner's number")),
            (Order.GROUP.value, _("Group")),
            (Order.SITTING.value, _("Sitting")),
            (Order.FORM.value, _("Form")),
        ]
        self.order = Choice(look, _("Order"), orders, current=Order.NAME.value)
        self.again = Tick(look, _("Also those that came out before, as stamped replacements"))
        self.count = Text(look, bold=True)
        self._rows: Sequence[CohortRow] = ()
        # Over what is chosen: on a low screen the rest scrolls.
        self.body.addWidget(self.count)
        for words, widget in (
            (_("Group"), self.group),
            (_("Form"), self.form),
            (_("Sitting"), self.sitting),
        ):
            nest(self.body, column(Text(look, words, role="small", bold=True), widget, gap=0.5))
            widget.activated.connect(lambda _at: self.changed.emit())
        order = column(Text(look, _("Order"), role="small", bold=True), row(self.order, None), gap=0.5)
        nest(self.body, order)
        self.body.addWidget(self.again)
        self.order.chosen.connect(lambda _key: self.changed.emit())
        self.again.toggled.connect(lambda _on: self.changed.emit())
        self.go_on = PrimaryButton(look, _("Go on to print"), icon="printer")
        self.go_on.setDefault(True)
        self.go_on.setEnabled(False)
        self.go_on.clicked.connect(self._go)
        self.foot(self.cancel_button(), self.go_on)
        self.resize(min(look.metrics.text(560), self.room().width() - 32), 0)
        self.group.setFocus()

    def cohort(self) -> tuple[Cohort, Order]:
        """What is chosen."""
        cohort = Cohort(
            group=self.group.key(),
            form=self.form.key(),
            sitting=self.sitting.key(),
            again=self.again.isChecked(),
        )
        return cohort, Order(self.order.current())

    def about(self) -> str:
        """Whose papers, in words; nothing where they are everybody's."""
        chosen = [one.currentText() for one in (self.group, self.form, self.sitting) if one.key()]
        return " · ".join(chosen)

    def show_papers(self, rows: Sequence[CohortRow]) -> None:
        """How many there are."""
        self._rows = rows
        if not rows:
            self.count.say(_("There is nothing to print of these."))
        else:
            first, last = rows[0].holder, rows[-1].holder
            words = ngettext("{count} paper: {first}", "{count} papers, from {first} to {last}", len(rows))
            self.count.say(words.format(count=len(rows), first=first, last=last))
        self.go_on.setEnabled(bool(rows))
        if self.isVisible():
            self.grow(self.room())

    def _go(self) -> None:
        self.accept()
        self.go.emit(self._rows)


class Runs(QObject):
    """Cohorts and runs that stopped, on the certificates' page.

    Signals:
        changed(): a run was ended.
    """

    changed = Signal()

    def __init__(self, parts: Parts, printing: Printing) -> None:
        super().__init__(parts.page)
        self._parts, self._printing = parts, printing
        self._turn = 0
        self._open: Run | None = None
        notice = parts.page.run_notice
        notice.go_on_asked.connect(self._go_on)
        notice.leave_asked.connect(self._leave)

    def choose(self) -> None:
        """Asks for a cohort."""
        runs, by = self._parts.runs, self._parts.session.by
        self._parts.tasks.read(lambda: choices(runs, by=by), done=self._ask)

    def look(self) -> None:
        """Shows the oldest run that is not over, if somebody may print."""
        if not self._parts.may_print():
            self._parts.page.run_notice.hide()
            return
        runs, by = self._parts.runs, self._parts.session.by
        self._parts.tasks.read(lambda: open_runs(runs, by=by), done=self._show)

    def offer(self, run: Run) -> None:
        """Asks at once whether to go on with a run that stopped just now."""
        page = self._parts.page
        first = run.left[0]
        words = ngettext(
            "{count} paper of this run is left: {first}.",
            "{count} papers of this run are left. The next is number {place}, {first}.",
            len(run.left),
        ).format(count=len(run.left), place=first.place, first=first.holder)
        question = Question(
            page.look,
            _("Go on with the run?"),
            sentence=words,
            yes=_("Go on"),
            no=_("Later"),
            parent=page.window(),
        )
        question.answered.connect(lambda: self._printing.go_on(run))
        question.open()

    def _ask(self, found: Choices) -> None:
        page, runs, by = self._parts.page, self._parts.runs, self._parts.session.by
        dialog = CohortDialog(page.look, found, page.window())

        def read() -> None:
            self._turn += 1
            turn, (cohort, order) = self._turn, dialog.cohort()

            def arrived(rows: Sequence[CohortRow]) -> None:
                if turn == self._turn and still_open(dialog):
                    dialog.show_papers(rows)

            self._parts.tasks.read(lambda: papers_of(runs, cohort, order=order, by=by), done=arrived)

        dialog.changed.connect(read)
        dialog.go.connect(lambda rows: self._printing.print([row.number for row in rows], dialog.about()))
        dialog.open()
        read()

    def _show(self, found: Sequence[Run]) -> None:
        # What is asked first is said by another notice.
        self._open = next((run for run in found if run.left and not run.asked), None)
        self._parts.page.run_notice.show_run("" if self._open is None else stopped_sentence(self._open))

    def _go_on(self) -> None:
        if self._open is not None:
            self._printing.go_on(self._open)

    def _leave(self) -> None:
        run, runs, by = self._open, self._parts.runs, self._parts.session.by
        if run is not None:
            self._parts.tasks.run(
                lambda: leave(runs, by=by, run=run.id), done=lambda _nothing: self.changed.emit()
            )
