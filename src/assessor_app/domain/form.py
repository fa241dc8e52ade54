"""A form: one version of a micro-credential's observation form, as the field writes one.

Sources for what a form holds: `docs/forms.md`. Frozen dataclasses; `formats.form_yaml` reads them from YAML.
"""

from dataclasses import dataclass
from enum import StrEnum


class Reassess(StrEnum):
    """What a new attempt repeats."""

    CRITERION = "criterion"
    TASK = "task"
    WHOLE = "whole"


class PrintPolicy(StrEnum):
    """When a certificate may be printed after a competent decision."""

    AT_ONCE = "at-once"
    AFTER_RELEASE = "after-release"
    AFTER_REGISTRATION = "after-registration"


@dataclass(frozen=True, kw_only=True)
class Level:
    """A level in one qualifications framework; `referenced` is False where it is only indicative."""

    framework: str
    level: str
    referenced: bool = False


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A measurement that must be written down.

    `low` and `high` are inclusive, in `unit`. With `task_sheet` the limits stand on the task sheet of the day
    instead, and the assessor says whether the reading lies within them.
    """

    label: str
    unit: str
    low: float | None = None
    high: float | None = None
    task_sheet: bool = False
    instrument: str = ""
    calibration: bool = False


@dataclass(frozen=True, kw_only=True)
class Observations:
    """How many distinct occasions must show it, and the named contexts that they must cover between them."""

    count: int = 1
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """A performance criterion with the benchmark that says what an assessor must see to tick it."""

    id: str
    outcome: str
    text: str
    benchmark: str
    critical: bool = False
    note: bool = False
    photo: bool = False
    readings: tuple[Reading, ...] = ()
    rubric: tuple[str, ...] = ()
    observations: Observations | None = None


@dataclass(frozen=True, kw_only=True)
class Task:
    """Work set to the learner; `minutes` is its own time limit, None where it has none."""

    id: str
    title: str
    criteria: tuple[Criterion, ...]
    context: str = ""
    minutes: int | None = None
    observations: Observations | None = None


@dataclass(frozen=True, kw_only=True)
class Question:
    """An oral question: the must-say points, the wrong answer usually heard, critical or not."""

    id: str
    text: str
    must_say: tuple[str, ...]
    wrong: str = ""
    critical: bool = False


@dataclass(frozen=True, kw_only=True)
class Pool:
    """A pool of oral questions: `ask` are dealt, the ones in `always` among them."""

    id: str
    outcome: str
    ask: int
    questions: tuple[Question, ...]
    always: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FaultSet:
    """A set of planted faults; the key is for the assessor's eyes alone."""

    id: str
    faults: tuple[str, ...]
    key: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """What must be there before work begins; `minutes` is the time allowed for the whole, None for no limit."""

    environments: tuple[str, ...]
    supply: str = ""
    tools: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    ppe: tuple[str, ...] = ()
    minutes: int | None = None
    people: str = ""
    minimum_age: int | None = None
    fault_sets: tuple[FaultSet, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The decision rules; `share` is the part (0–1] of the non-critical criteria that must be met."""

    share: float = 1.0
    observations: Observations = Observations()
    currency_days: int | None = None
    reassess: Reassess = Reassess.WHOLE
    attempts: int | None = None
    cooling_off_days: int = 0


@dataclass(frozen=True, kw_only=True)
class AwardPolicy:
    """When paper may be printed, and for how many days it is provisional."""

    print: PrintPolicy = PrintPolicy.AFTER_RELEASE
    provisional_days: int = 90


class Location(StrEnum):
    """What becomes of the place, time and device that a camera wrote into a photo."""

    STRIP = "strip"
    KEEP = "keep"


@dataclass(frozen=True, kw_only=True)
class EvidenceRules:
    """What the form takes as evidence; None is the program's own limit.

    `pieces` of one criterion (what is of the whole work is not counted); lengths in seconds; `file_mib` of a sound, a
    film or a file in MiB (photos are scaled down anyhow).
    """

    pieces: int | None = None
    sound_seconds: int | None = None
    film_seconds: int | None = None
    file_mib: int | None = None
    location: Location = Location.STRIP


@dataclass(frozen=True, kw_only=True)
class Skill:
    """A skill in somebody's classification: `uri` as they write it, of ESCO `http://data.europa.eu/esco/skill/…`."""

    title: str
    uri: str


@dataclass(frozen=True, kw_only=True)
class Outcome:
    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Form:
    """One immutable version of an observation form."""

    code: str
    version: str
    title: str
    sector: str
    language: str
    description: str
    levels: tuple[Level, ...]
    workload_hours: float
    credits: float | None
    credit_system: str
    isced_f: str
    delivery: str
    participation: str
    assessment_type: str
    quality_assurance: str
    limits: str
    not_a_licence: str
    endorsement: str
    valid_months: int | None
    guideline: str
    conditions: Conditions
    instructions: tuple[str, ...]
    briefing: tuple[str, ...]
    stop_conditions: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    tasks: tuple[Task, ...]
    pools: tuple[Pool, ...]
    rules: Rules
    policy: AwardPolicy
    evidence: EvidenceRules = EvidenceRules()
    skills: tuple[Skill, ...] = ()

    @property
    def ref(self) -> str:
        """Code and version as people write them: `ELE-SAF v2`."""
        return f"{self.code} v{self.version}"

    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion, in the order in which the tasks are worked."""
        return tuple(criterion for task in self.tasks for criterion in task.criteria)

    def criterion(self, criterion_id: str) -> Criterion:
        """The criterion with this id; raises KeyError when the form has none."""
        for criterion in self.criteria():
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(criterion_id)

    def task_of(self, criterion_id: str) -> Task:
        """The task that holds this criterion; raises KeyError when the form has none."""
        for task in self.tasks:
            if any(criterion.id == criterion_id for criterion in task.criteria):
                return task
        raise KeyError(criterion_id)

    def observations(self, criterion_id: str) -> Observations:
        """The rule on occasions and contexts that binds this criterion: its own, its task's, or the form's."""
        task = self.task_of(criterion_id)
        return self.criterion(criterion_id).observations or task.observations or self.rules.observations

    def questions(self) -> tuple[Question, ...]:
        """Every oral question of every pool; question ids are unique in a form."""
        return tuple(question for pool in self.pools for question in pool.questions)

    def contexts(self) -> tuple[str, ...]:
        """The named contexts that any rule of this form asks for, in the order in which they first appear."""
        named = [self.rules.observations.contexts]
        named += [task.observations.contexts for task in self.tasks if task.observations]
        named += [item.observations.contexts for item in self.criteria() if item.observations]
        return tuple(dict.fromkeys(context for contexts in named for context in contexts))
