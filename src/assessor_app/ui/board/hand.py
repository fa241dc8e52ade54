"""The acts of the board, as the writer thread runs them."""

from dataclasses import dataclass

from assessor_app.domain.marks import How, Mark
from assessor_app.domain.stations import Round, RoundBack
from assessor_app.domain.stopping import StopWhy
from assessor_app.domain.timing import ClockAct
from assessor_app.services.assessing.ports import PieceAct
from assessor_app.services.board.clocks import act_on_clock, mute
from assessor_app.services.board.desk import BoardDesk
from assessor_app.services.board.fill import fill
from assessor_app.services.board.marking import mark_entry, prompt_entry, working_on
from assessor_app.services.board.move import Moved, foresee_move, move_marks
from assessor_app.services.board.paper import Copying, require_on_sheet
from assessor_app.services.board.rounds import rotate
from assessor_app.services.board.stations import place_bench, send_to_task
from assessor_app.services.board.stop import narrow, restart, say_why, stop
from assessor_app.services.board.undoing import undo_at_board
from assessor_app.ui.board.moving_words import moved_words
from assessor_app.ui.board.words import filled_words
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext


@dataclass(frozen=True, kw_only=True)
class Did:
    """What an act did, as far as the page must say it.

    Attributes:
        said: a sentence where a mark alone does not show it.
        filled: that is what a fill did, and whom it left out: it stands while they are gone to. Empty where it is taken back.
        undone: entry and criterion of what was taken back.
        stopped: the id of a stop whose reason is asked for now.
        turned: people stand elsewhere now: what lies under a finger is not who lay there before.
    """

    said: str = ""
    filled: bool = False
    undone: tuple[str, str] | None = None
    stopped: str = ""
    turned: bool = False


@dataclass(frozen=True, kw_only=True)
class Hand:
    """Who acts, in which sitting, on which form (code, version), and which paper sheet is copied, if any."""

    desk: BoardDesk
    by: str
    sitting: str
    form: tuple[str, str]
    copying: Copying | None = None

    @staticmethod
    def begin(desk: BoardDesk, *, by: str, entry: str) -> str:
        """The assessment of an entry, begun where it was not."""
        with desk.desk.transactions.atomic():
            return working_on(desk.desk, by=by, entry=entry)[0]

    def mark(self, entry: str, criterion: str, what: str, how: str, reason: str = "") -> Did:
        """Marks by what a brush paints. Raises KnownError: what `mark_entry` and `require_on_sheet` raise."""
        if self.copying is not None:
            require_on_sheet(self.desk, self.copying, entry)
        means = How.PAPER if self.copying else How(how)
        if what == "prompted":
            prompt_entry(
                self.desk.desk,
                by=self.by,
                entry=entry,
                criterion=criterion,
                how=means,
                paper=self.copying.paper if self.copying else None,
            )
        else:
            mark_entry(
                self.desk.desk,
                by=self.by,
                entry=entry,
                criterion=criterion,
                mark_as=Mark(what),
                how=means,
                reason=reason,
                observed_at=self.copying.observed_at if self.copying else "",
                source=self.copying.source if self.copying else "",
            )
        return Did()

    def fill(self, criterion: str) -> Did:
        done = fill(self.desk, by=self.by, sitting=self.sitting, form=self.form, criterion=criterion)
        bibs = {line.entry.id: line.entry.bib for line in self.desk.reads.lines(self.sitting)}
        return Did(said=filled_words(done, bibs), filled=True)

    def undo(self) -> Did:
        done = undo_at_board(self.desk, by=self.by, sitting=self.sitting)
        if isinstance(done, RoundBack):
            return Did(said=_("Everybody is back where they were."), turned=True)
        entries = {line.entry.assessment: line.entry.id for line in self.desk.reads.lines(self.sitting)}
        if isinstance(done, PieceAct):
            return Did(undone=(entries.get(done.assessment, ""), done.criterion))
        first = done[0]
        return Did(undone=(entries.get(first.assessment, ""), first.about), filled=first.how is How.FILL)

    def stop(self) -> Did:
        return Did(stopped=stop(self.desk, by=self.by, sitting=self.sitting).id)

    def why(self, stoppage: str, entry: str, why: str, told: str, note: str) -> Did:
        say_why(self.desk, by=self.by, stoppage=stoppage, why=StopWhy(why), told=told, note=note, entry=entry)
        return Did()

    def narrow(self, stoppage: str, entry: str) -> Did:
        narrow(self.desk, by=self.by, stoppage=stoppage, entry=entry)
        return Did()

    def go_on(self, stoppage: str, pin: str, reason: str) -> Did:
        restart(self.desk, by=self.by, pin=pin, stoppage=stoppage, reason=reason)
        return Did()

    def foresee(
        self, source: str, target: str, criteria: tuple[str, ...], since: str, *, swap: bool
    ) -> Moved:
        """What `move` would do. Raises KnownError: what `move` raises."""
        desk = self.desk.desk
        return foresee_move(
            desk, by=self.by, source=source, target=target, criteria=criteria, since=since, swap=swap
        )

    def move(self, source: str, target: str, criteria: tuple[str, ...], since: str, *, swap: bool) -> Did:
        desk = self.desk.desk
        moved = move_marks(
            desk, by=self.by, source=source, target=target, criteria=criteria, since=since, swap=swap
        )
        return Did(said=moved_words(moved))

    def clock(
        self, act: str, minutes: int | None = None, reason: str = "", entry: str = "", task: str = ""
    ) -> Did:
        act_on_clock(
            self.desk,
            by=self.by,
            sitting=self.sitting,
            act=ClockAct(act),
            minutes=minutes,
            reason=reason,
            entry=entry,
            task=task,
        )
        return Did()

    def seat(self, bench: str, across: int, down: int) -> Did:
        place_bench(self.desk, by=self.by, sitting=self.sitting, bench=bench, across=across, down=down)
        return Did()

    def task(self, entry: str, task: str) -> Did:
        send_to_task(self.desk, by=self.by, entry=entry, task=task)
        return Did()

    def mute(self, *, muted: bool) -> Did:
        mute(self.desk, by=self.by, sitting=self.sitting, muted=muted)
        return Did()

    def rotate(self, how: str) -> Did:
        moved = rotate(self.desk, by=self.by, sitting=self.sitting, how=Round(how))
        count = len(moved)
        said = ngettext("{count} learner went on.", "{count} learners went on.", count)
        return Did(said=said.format(count=count), turned=True)
