"""The fields of what is assessed: outcomes, tasks, criteria, readings, oral pools."""

from assessor_app.domain import form as model
from assessor_app.formats.form_yaml.shapes import (
    IDENTIFIER,
    LINES,
    PROSE,
    Field,
    Flag,
    ListOf,
    Number,
    Record,
    Whole,
)

MINUTES = Whole(least=1, most=10_000)
OUTCOME = Record(
    name="outcome",
    make=model.Outcome,
    fields=(
        Field(key="id", shape=IDENTIFIER, says="Unique in the form, in quotes.", required=True),
        Field(key="text", shape=PROSE, says="What the holder can do, as it prints.", required=True),
    ),
)
READING = Record(
    name="reading",
    make=model.Reading,
    fields=(
        Field(key="label", shape=PROSE, says="What is measured.", required=True),
        Field(key="unit", shape=PROSE, says="Unit of the reading and of its limits.", required=True),
        Field(key="low", shape=Number(), says="Lowest reading that is good, inclusive."),
        Field(key="high", shape=Number(), says="Highest reading that is good, inclusive."),
        Field(
            key="task-sheet", shape=Flag(), says="True where the limits stand on the task sheet of the day."
        ),
        Field(key="instrument", shape=PROSE, says="The instrument to name beside the reading."),
        Field(
            key="calibration",
            shape=Flag(),
            says="True where the instrument's calibration date is written down.",
        ),
    ),
)
OBSERVATIONS = Record(
    name="observations",
    make=model.Observations,
    fields=(
        Field(key="count", shape=Whole(least=1, most=100), says="Distinct occasions on which it is seen."),
        Field(key="contexts", shape=LINES, says="Named contexts that the occasions cover between them."),
    ),
)
CRITERION = Record(
    name="criterion",
    make=model.Criterion,
    fields=(
        Field(key="id", shape=IDENTIFIER, says="Unique in the form, in quotes.", required=True),
        Field(key="outcome", shape=IDENTIFIER, says="Id of the outcome that it shows.", required=True),
        Field(key="text", shape=PROSE, says="One visible behaviour, one verb.", required=True),
        Field(
            key="benchmark",
            shape=PROSE,
            says="What, how much, by when, and what does not count.",
            required=True,
            absent="no-benchmark",
        ),
        Field(
            key="critical", shape=Flag(), says="True where missing it would hurt somebody; never overridable."
        ),
        Field(key="note", shape=Flag(), says="True where the assessor must write a note."),
        Field(key="photo", shape=Flag(), says="True where a photo is required."),
        Field(key="readings", shape=ListOf(item=READING), says="Measurements that must be written down."),
        Field(key="rubric", shape=LINES, says="Levels in words, lowest first."),
        Field(key="observations", shape=OBSERVATIONS, says="Occasions and contexts of this criterion."),
    ),
)
TASK = Record(
    name="task",
    make=model.Task,
    fields=(
        Field(key="id", shape=IDENTIFIER, says="Unique in the form.", required=True),
        Field(key="title", shape=PROSE, says="What the learner is told to do.", required=True),
        Field(key="context", shape=PROSE, says="What stands before the learner."),
        Field(key="minutes", shape=MINUTES, says="Time limit of the task."),
        Field(key="observations", shape=OBSERVATIONS, says="Occasions and contexts of every criterion in the task."),
        Field(
            key="criteria", shape=ListOf(item=CRITERION, least=1), says="In the order in which work shows them.",
            required=True,
        ),
    ),
)  # fmt: skip
QUESTION = Record(
    name="question",
    make=model.Question,
    fields=(
        Field(key="id", shape=IDENTIFIER, says="Unique in the form.", required=True),
        Field(key="text", shape=PROSE, says="The question as it is asked.", required=True),
        Field(
            key="must-say",
            shape=ListOf(item=PROSE, least=1),
            says="Points that the answer holds.",
            required=True,
        ),
        Field(key="wrong", shape=PROSE, says="The wrong answer usually heard."),
        Field(key="critical", shape=Flag(), says="True where a wrong answer means not yet competent."),
    ),
)
POOL = Record(
    name="pool",
    make=model.Pool,
    fields=(
        Field(key="id", shape=IDENTIFIER, says="Unique in the form.", required=True),
        Field(
            key="outcome", shape=IDENTIFIER, says="Id of the outcome that the pool is about.", required=True
        ),
        Field(key="ask", shape=Whole(least=1, most=100), says="How many questions are dealt.", required=True),
        Field(key="always", shape=ListOf(item=IDENTIFIER), says="Ids of questions that are always dealt."),
        Field(key="questions", shape=ListOf(item=QUESTION, least=1), says="Six or more.", required=True),
    ),
)
