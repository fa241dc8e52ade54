"""The acts of the board, as the writer thread runs them."""

from dataclasses import dataclass

from assessor_app.domain.marks import How, Mark
from assessor_app.domain.stopping import StopWhy
from assessor_app.domain.timing import ClockAct
from assessor_app.services.assessing.ports import PieceAct
from assessor_app.services.assessing.undo import undo_in_sitting
from assessor_app.services.board.clocks import act_on_clock
from assessor_app.services.board.desk import BoardDesk
from assessor_app.services.board.fill import fill
from assessor_app.services.board.marking import mark_entry, prompt_entry, working_on
from assessor_app.services.board.move import move_marks
from assessor_app.services.board.paper import Copying
from assessor_app.services.board.stations import place_bench, rotate, send_to_task
from assessor_app.services.board.stop import restart, say_why, stop
from assessor_app.ui.board.words import filled_words
from assessor_app.wording.catalogue import ngettext


@dataclass(frozen=True, kw_only=True)
class Did:
    """What an act did, as far as the page must say it.

    Attributes:
        said: a sentence where a mark alone does not show it.
        undone: entry and criterion of what was taken back.
        stopped: the id of a stop whose reason is asked for now.
    """

    said: str = ""
    undone: tuple[str, str] | None = None
    stopped: str = ""


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
        """Marks by what a brush paints."""
        means = How.PAPER if self.copying else How(how)
        if what == "prompted":
            prompt_entry(
                self.desk.desk, by=self.by, entry=entry, criterion=criterion, prompted=True, how=means
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
        return Did(said=filled_words(done))

    def undo(self) -> Did:
        done = undo_in_sitting(self.desk.desk, by=self.by, sitting=self.sitting)
        entries = {line.entry.assessment: line.entry.id for line in self.desk.reads.lines(self.sitting)}
        if isinstance(done, PieceAct):
            return Did(undone=(entries.get(done.assessment, ""), done.criterion))
        first = done[0]
        return Did(undone=(entries.get(first.assessment, ""), first.about))

    def stop(self) -> Did:
        return Did(stopped=stop(self.desk, by=self.by, sitting=self.sitting).id)

    def why(self, stoppage: str, entry: str, why: str, told: str, note: str) -> Did:
        say_why(self.desk, by=self.by, stoppage=stoppage, why=StopWhy(why), told=told, note=note, entry=entry)
        return Did()

    def go_on(self, stoppage: str, pin: str, reason: str) -> Did:
        restart(self.desk, by=self.by, pin=pin, stoppage=stoppage, reason=reason)
        return Did()

    def move(self, source: str, target: str, criteria: tuple[str, ...], since: str, *, swap: bool) -> Did:
        moved = move_marks(
            self.desk.desk,
            by=self.by,
            source=source,
            target=target,
            criteria=criteria,
            since=since,
            swap=swap,
        )
        count = len(moved.criteria)
        said = ngettext("{count} mark changed hands.", "{count} marks changed hands.", count)
        return Did(said=said.format(count=count))

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

    def rotate(self) -> Did:
        moved = rotate(self.desk, by=self.by, sitting=self.sitting)
        count = len(moved)
        said = ngettext("{count} learner went on.", "{count} learners went on.", count)
        return Did(said=said.format(count=count))
