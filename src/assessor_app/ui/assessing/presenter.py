"""The assessment page on the real services: a tap is kept on the writer thread, then what is on disk is painted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from assessor_app.domain.assessment import End
from assessor_app.domain.errors import KnownError
from assessor_app.services.assessing.desk import Desk
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.assess.view import AssessView
from assessor_app.ui.assessing.hand import Hand, read_standpoint, read_subject
from assessor_app.ui.assessing.typing import Typing
from assessor_app.ui.assessing.views import Standpoint, Subject, assess_view, timer_words
from assessor_app.ui.kit.dialogs import Question
from assessor_app.ui.session import Session
from assessor_app.ui.sheets.copying import PaperCopy
from assessor_app.ui.sheets.place import copying_of, sheet_of
from assessor_app.ui.sittings.focus import settle_focus
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.turned_away import turned_away
from assessor_app.ui.turns import Failures, Turns
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.marks import end_words

_TICK_MS = 15_000

Act = Callable[[Hand], tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What is on the page now. Every act is on this, never on what was asked for and is still being read.

    `bring` is what to bring into view; `follow` says that the page goes to this occasion, whatever it shows.
    `on_sheet` says that the paper sheet that is copied, if any, is this learner's too.
    """

    subject: Subject
    sitting: str
    at: Standpoint
    view: AssessView
    bring: str = ""
    follow: bool = True
    on_sheet: bool = True

    @property
    def assessment(self) -> str:
        return self.at.work.assessment.id

    @property
    def entry(self) -> str:
        return self.subject.entry.id if self.subject.entry else ""

    @property
    def day(self) -> str:
        """The day of the newest occasion (ISO)."""
        return self.at.work.occasions[-1].date


class AssessingPresenter(QObject):
    """Shows one assessment and keeps what is said of it.

    Signals:
        go(str, str): to "decide" with the assessment's id, to "sitting" with the sitting's.
        arrived(object): what is `Shown` on the page now.
    """

    go = Signal(str, str)
    arrived = Signal(object)

    def __init__(
        self,
        page: AssessPage,
        desk: Desk,
        *,
        tasks: Tasks,
        session: Session,
        copy: PaperCopy | None = None,
    ) -> None:
        super().__init__(page)
        self._copy = copy
        session.copies.changing.connect(page.keep)
        self._page, self._desk, self._tasks, self._session = page, desk, tasks, session
        self._assessment, self._opening, self._bring = "", False, ""
        self._shown: Shown | None = None
        self._turns, self._failures = Turns(), Failures()
        self._typing = Typing(page, session)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._connect_marks()
        self._connect_steps()

    def open(self, assessment: str) -> None:
        """Shows this assessment. Until it is there, the page takes no tap: it would be on somebody else."""
        self._typing.leave()
        self._assessment, self._opening = assessment, True
        self._page.setEnabled(False)
        self.show()

    def place(self) -> Mapping[str, str]:
        """Where somebody stands on it, for the next start."""
        if self._shown is None:
            return {}
        return {"line": self._page.sheet.walk.at} | sheet_of(self._copy.now if self._copy else None)

    def resume(self, assessment: str, details: Mapping[str, str]) -> None:
        """Shows this assessment at the line where somebody stood, with the paper sheet that was copied."""
        self._bring = details.get("line", "")
        if self._copy is not None:
            self._copy.go_on(copying_of(details))
        self.open(assessment)

    def show(self) -> None:
        """Reads the assessment again and shows it."""
        desk, assessment, by = self._desk, self._assessment, self._session.by
        before = self._shown if self._shown and self._shown.assessment == assessment else None
        occasion = before.at.occasion if before else ""
        turn, copy = self._turns.take(), self._copy
        copying = copy.now if copy else None

        def read() -> Shown:
            subject, sitting = read_subject(desk, assessment)
            made = _read(desk, subject, sitting, assessment, occasion, by)
            return replace(made, on_sheet=copy is None or copy.covers(copying, made.entry))

        self._tasks.read(
            read,
            done=lambda shown: self._arrived(turn, shown),
            failed=turned_away(self._tasks, lambda: self.go.emit("assess", "")),
        )

    def _connect_marks(self) -> None:
        page = self._page
        page.mark_requested.connect(lambda *said: self._act(lambda hand: hand.mark(*said), said[0]))
        page.method_requested.connect(lambda *said: self._act(lambda hand: hand.judged_by(*said), said[0]))
        page.prompted_requested.connect(lambda *said: self._act(lambda hand: hand.prompt(*said), said[0]))
        page.na_requested.connect(lambda *said: self._act(lambda hand: hand.not_applicable(*said), said[0]))
        page.note_requested.connect(lambda *said: self._act(lambda hand: hand.note(*said), said[0]))
        page.reading_requested.connect(lambda *said: self._act(lambda hand: hand.read(*said), said[0]))
        page.oral_requested.connect(lambda *said: self._act(lambda hand: hand.answer(*said), said[0]))
        page.undo_requested.connect(lambda: self._act(lambda hand: hand.undo()))

    def _connect_steps(self) -> None:
        page = self._page
        page.occasion_requested.connect(self._look_at)
        page.new_occasion_requested.connect(
            lambda context: self._act(lambda hand: hand.another_occasion(context))
        )
        page.end_requested.connect(lambda how: self._act(lambda hand: hand.end(how)))
        page.take_back_requested.connect(lambda: self._act(lambda hand: hand.take_back_end()))
        page.decide_requested.connect(lambda: self.go.emit("decide", self._assessment))
        page.back_requested.connect(
            lambda: self.go.emit("sitting", self._shown.sitting) if self._shown else None
        )

    def _act(self, act: Act, about: str = "") -> None:
        """Keeps it, reads what is on disk then, paints that.

        A tap that fails leaves the page as it was, and leads back to what it was `about`: keys went on meanwhile.
        """
        shown = self._shown
        if shown is None:
            return
        by, desk = self._session.by, self._desk
        hand = self._hand(shown)

        def op() -> Shown:
            occasion, bring = act(hand)
            made = _read(desk, shown.subject, shown.sitting, shown.assessment, occasion, by)
            return replace(made, bring=bring, follow=bool(bring) or occasion != hand.occasion)

        number = self._failures.begin()

        def failed(error: KnownError) -> None:
            first = self._failures.first(number)
            if about and shown.assessment == self._assessment:
                self._page.came_to_nothing(about, back=first)
            self._tasks.trouble.emit(error)

        self._tasks.run(op, done=lambda made: self._arrived(self._turns.take(), made), failed=failed)

    def _hand(self, shown: Shown) -> Hand:
        return Hand(
            desk=self._desk,
            by=self._session.by,
            assessment=shown.assessment,
            occasion=shown.at.occasion,
            sitting=shown.sitting,
            copying=self._copy.now if self._copy else None,
        )

    def _arrived(self, turn: int, arrived: Shown) -> None:
        if arrived.assessment != self._assessment or self._turns.late(turn):
            return
        before = self._shown if self._shown and self._shown.assessment == arrived.assessment else None
        if self._copy is not None:
            self._copy.stand_at(arrived.sitting, arrived.entry, day=arrived.day, on_sheet=arrived.on_sheet)
        self._shown = shown = _kept_in_place(arrived, before)
        # A page that is off takes no focus: it is on before the next row asks for it.
        self._page.setEnabled(True)
        self._page.show_view(shown.view)
        self._typing.follow(shown.assessment, shown.at.occasion)
        self._clock.start()
        if shown.bring:
            self._page.sheet.go_to(shown.bring)
        elif before is not None and shown.at.occasion != before.at.occasion:
            self._page.sheet.focus_next_unmarked()
        if self._opening:
            settle_focus(self._page)
        self._opening = False
        if self._bring:
            bring, self._bring = self._bring, ""
            self._page.sheet.go_to(bring)
        self.arrived.emit(shown)
        if before is None:
            self._offer_to_go_on(shown)

    def _look_at(self, occasion: str) -> None:
        """Shows the marks of another occasion: nothing is written."""
        if self._shown is not None:
            at = replace(self._shown.at, occasion=occasion)
            self._typing.leave()
            self._repaint(at)
            self._typing.follow(self._assessment, occasion)
            # The tabs of the occasions are made anew, and the focus went with them.
            settle_focus(self._page)

    def _repaint(self, at: Standpoint) -> None:
        shown = self._shown
        if shown is not None:
            self._shown = replace(shown, at=at, view=assess_view(shown.subject, at), bring="")
            self._page.show_view(self._shown.view)
            self.arrived.emit(self._shown)

    def leave_discarded(self) -> None:
        """What was started by mistake is gone: back to its sitting."""
        shown, self._shown = self._shown, None
        if shown is not None:
            self.go.emit("sitting", shown.sitting)

    def _tick(self) -> None:
        shown = self._shown
        if shown is not None and self._page.isVisible() and shown.view.timer and not shown.at.stopped:
            started = shown.at.work.assessment.started_at
            now, stops = self._desk.clock.now(), shown.at.stops
            words = timer_words(shown.subject.form, started, now=now, stops=stops)
            self._page.header.show_timer(words)

    def _offer_to_go_on(self, shown: Shown) -> None:
        kept = shown.at.work.assessment
        if kept.is_open and kept.end is End.INTERRUPTED:
            question = Question(
                self._page.look,
                _("Go on with this assessment?"),
                sentence=end_words(End.INTERRUPTED),
                yes=_("Go on"),
                no=_("Only look"),
                parent=self._page.window(),
            )
            question.answered.connect(lambda: self._act(lambda hand: hand.take_back_end()))
            question.open()


def _kept_in_place(arrived: Shown, before: Shown | None) -> Shown:
    """What arrived, without undoing what a person did on the page since: a look at another occasion."""
    if before is None:
        return arrived
    occasion = arrived.at.occasion if arrived.follow else before.at.occasion
    at = replace(arrived.at, occasion=occasion)
    return arrived if at == arrived.at else replace(arrived, at=at, view=assess_view(arrived.subject, at))


def _read(desk: Desk, subject: Subject, sitting: str, assessment: str, occasion: str, by: str) -> Shown:
    at = read_standpoint(desk, subject, assessment=assessment, occasion=occasion, by=by)
    return Shown(subject=subject, sitting=sitting, at=at, view=assess_view(subject, at))
