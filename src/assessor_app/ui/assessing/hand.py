"""The assessor's hand on one occasion of one assessment: each act is one committed transaction."""

from dataclasses import dataclass

from assessor_app.domain.assessment import End
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import How, Mark, Paper, TakenReading
from assessor_app.domain.standing import standings
from assessor_app.services.assessing.answer import answer
from assessor_app.services.assessing.desk import Desk, look_at_work
from assessor_app.services.assessing.ending import end, take_back_end
from assessor_app.services.assessing.mark import judged_by, mark, set_prompted, take_reading, write_note
from assessor_app.services.assessing.ports import PieceAct
from assessor_app.services.assessing.start import new_occasion
from assessor_app.services.assessing.undo import next_undo, undo
from assessor_app.services.board.paper import Copying
from assessor_app.ui.assessing.views import Standpoint, Subject


@dataclass(frozen=True, kw_only=True)
class Hand:
    """Who acts, on which assessment and occasion, in which sitting; and which paper sheet is copied, if any.

    Its methods run on the writer thread.

    A method returns the occasion to look at afterwards, and the criterion or question to bring into view (empty
    for staying where one is).
    """

    desk: Desk
    by: str
    assessment: str
    occasion: str
    sitting: str
    copying: Copying | None = None

    def mark(self, criterion: str, said: str, how: str, reason: str = "") -> tuple[str, str]:
        paper = self._paper()
        mark(
            self.desk,
            by=self.by,
            assessment=self.assessment,
            occasion=self.occasion,
            criterion=criterion,
            mark=Mark(said),
            how=How.PAPER if paper else How(how),
            reason=reason,
            observed_at=paper.observed_at if paper else "",
            source=paper.source if paper else "",
        )
        return self.occasion, ""

    def not_applicable(self, criterion: str, reason: str) -> tuple[str, str]:
        return self.mark(criterion, Mark.NOT_APPLICABLE, How.KEY, reason)

    def prompt(self, criterion: str, prompted: bool) -> tuple[str, str]:
        paper = self._paper()
        set_prompted(
            self.desk,
            by=self.by,
            assessment=self.assessment,
            occasion=self.occasion,
            criterion=criterion,
            prompted=prompted,
            how=How.PAPER if paper else How.TAP,
            paper=paper,
        )
        return self.occasion, ""

    def judged_by(self, criterion: str, how: str) -> tuple[str, str]:
        judged_by(
            self.desk,
            by=self.by,
            assessment=self.assessment,
            occasion=self.occasion,
            criterion=criterion,
            how=How(how),
        )
        return self.occasion, ""

    def note(self, criterion: str, note: str) -> tuple[str, str]:
        write_note(
            self.desk,
            by=self.by,
            assessment=self.assessment,
            occasion=self.occasion,
            criterion=criterion,
            note=note,
            paper=self._paper(),
        )
        return self.occasion, ""

    def read(
        self,
        criterion: str,
        index: int,
        value: float | None,
        instrument: str,
        calibrated: str,
        within: bool | None,
    ) -> tuple[str, str]:
        taken = None
        if value is not None:
            taken = TakenReading(value=value, instrument=instrument, calibrated=calibrated, within=within)
        take_reading(
            self.desk,
            by=self.by,
            assessment=self.assessment,
            occasion=self.occasion,
            criterion=criterion,
            index=index,
            reading=taken,
            paper=self._paper(),
        )
        return self.occasion, ""

    def answer(self, question: str, said: str, points: list[int]) -> tuple[str, str]:
        kept = self.desk.work.oral(self.assessment).get(question)
        answer(
            self.desk,
            by=self.by,
            assessment=self.assessment,
            question=question,
            mark=Mark(said),
            said=tuple(points),
            note=kept.note if kept else "",
            paper=self._paper(),
        )
        return self.occasion, ""

    def another_occasion(self, context: str) -> tuple[str, str]:
        made = new_occasion(
            self.desk, by=self.by, assessment=self.assessment, sitting=self.sitting, context=context
        )
        return made.id, ""

    def _paper(self) -> Paper | None:
        """The sheet that is copied: it is of this sitting, and so is what is copied from it.

        Raises KnownError `sheet-of-other-sitting` on an occasion of another one.
        """
        if self.copying is None:
            return None
        occasions = self.desk.assessments.occasions(self.assessment)
        if any(item.id == self.occasion and item.sitting != self.sitting for item in occasions):
            raise KnownError("sheet-of-other-sitting", sheet=self.copying.sheet)
        return self.copying.paper

    def undo(self) -> tuple[str, str]:
        change = undo(self.desk, by=self.by, assessment=self.assessment)
        if isinstance(change, PieceAct):
            return self.occasion, change.criterion
        return change.occasion or self.occasion, change.about

    def end(self, how: str) -> tuple[str, str]:
        end(self.desk, by=self.by, assessment=self.assessment, how=End(how))
        return self.occasion, ""

    def take_back_end(self) -> tuple[str, str]:
        take_back_end(self.desk, by=self.by, assessment=self.assessment)
        return self.occasion, ""


def read_subject(desk: Desk, assessment: str) -> tuple[Subject, str]:
    """Who and what, and the sitting in which the work goes on: the newest occasion's."""
    kept = desk.assessments.get(assessment)
    occasions = desk.assessments.occasions(assessment)
    sitting = occasions[-1].sitting if occasions else ""
    entries = desk.sittings.entries_of(assessment)
    entry = next((item for item in entries if item.sitting == sitting), next(iter(entries), None))
    form = desk.forms.get(kept.form_code, kept.form_version)
    return Subject(learner=desk.learners.get(kept.learner), entry=entry, form=form), sitting


def read_standpoint(desk: Desk, subject: Subject, *, assessment: str, occasion: str, by: str) -> Standpoint:
    """The committed state of one assessment. An occasion that is not its own stands for the newest one."""
    work = look_at_work(desk, assessment, by=by)
    known = {item.id for item in work.occasions}
    if not known:
        raise KnownError("no-such-assessment", id=assessment)
    now = desk.clock.now()
    return Standpoint(
        work=work,
        occasion=occasion if occasion in known else work.occasions[-1].id,
        standings=standings(subject.form, work, today=now.date()),
        undo=next_undo(desk, by=by, assessment=assessment),
        now=now,
        stopped=desk.stops.stopped(work.occasions[-1].id),
        stops=desk.stops.of_assessment(assessment),
        pieces=desk.pieces.state(assessment),
    )
