"""What the assessment page shows, as values. Words are ready to read; ids are the form's own."""

from dataclasses import dataclass

from assessor_app.ui.kit.glyphs import Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """A measurement to write down.

    Attributes:
        limits: the limits in words, as "at least 1 MΩ"; for a task sheet, that they stand there.
        value: what was taken, as typed; empty before.
        within: whether it lies within the limits; None before it was taken, or before the assessor said so of a
            task sheet's.
        task_sheet: the assessor says whether it lies within.
        proven: instrument and calibration date are asked for.
        calibrated: ISO date.
    """

    label: str
    unit: str
    limits: str = ""
    value: str = ""
    within: bool | None = None
    task_sheet: bool = False
    proven: bool = False
    instrument: str = ""
    calibrated: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionView:
    """A criterion and what was said of it on the occasion shown. `mark` is one of `domain.marks.Mark`.

    `evidence` is (kind, how many) of each kind that there is, kinds as `domain.evidence.Kind`. `by` is who said the
    newest of it.
    """

    id: str
    text: str
    benchmark: str
    critical: bool = False
    mark: str = "not-seen"
    reason: str = ""
    prompted: bool = False
    note: str = ""
    by: str = ""
    how: str = ""
    needs_note: bool = False
    needs_photo: bool = False
    evidence: tuple[tuple[str, int], ...] = ()
    readings: tuple[ReadingView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """A task with its criteria in the order worked; `progress` is words, as "3 of 5"."""

    id: str
    title: str
    progress: str = ""
    context: str = ""
    criteria: tuple[CriterionView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """An oral question that this learner was dealt; `said` are indices into `must_say`."""

    id: str
    text: str
    must_say: tuple[str, ...] = ()
    said: tuple[int, ...] = ()
    wrong: str = ""
    critical: bool = False
    mark: str = "not-seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingView:
    """One thing between the learner and competent.

    `about` is the id of the criterion or question that it leads to, `occasion` the id of the occasion on which it is
    to be looked at; empty for the one that is shown.
    """

    shape: Shape
    sentence: str
    about: str = ""
    occasion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OccasionView:
    """One performance of the work, as "21 Nov · single-phase"."""

    id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessView:
    """One learner, one form, one attempt, one occasion.

    Attributes:
        occasion: the id of the occasion whose marks are shown.
        contexts: what a new occasion may be named; empty where the form names none.
        undo: what undo would take back, in words; empty when there is nothing.
        can_undo: whether it can be undone here and now.
        stopped: marking and timer are frozen, and somebody must say what happened.
        ended: how the attempt ended, in a sentence; empty while it is open.
        way_back: the word on the button that takes this end back; empty where there is no way back.
    """

    assessment: str
    name: str
    number: str
    initials: str
    bench: str = ""
    attempt: str = ""
    form_ref: str
    form_title: str
    environment: str = ""
    timer: str = ""
    occasions: tuple[OccasionView, ...] = ()
    occasion: str = ""
    contexts: tuple[str, ...] = ()
    tasks: tuple[TaskView, ...] = ()
    questions: tuple[QuestionView, ...] = ()
    standing: tuple[StandingView, ...] = ()
    undo: str = ""
    can_undo: bool = True
    can_decide: bool = True
    stopped: bool = False
    ended: str = ""
    way_back: str = ""

    def structure(self) -> tuple[object, ...]:
        """What must be the same for marks to be repainted in place."""
        criteria = tuple(
            (task.id, tuple((item.id, len(item.readings)) for item in task.criteria)) for task in self.tasks
        )
        return self.assessment, criteria, tuple(question.id for question in self.questions)
