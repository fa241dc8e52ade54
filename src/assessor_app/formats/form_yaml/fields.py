"""The fields of a form file: one table for the reader and the JSON Schema."""

from enum import StrEnum
from typing import Any

from assessor_app.domain import form as model
from assessor_app.formats.form_yaml.shapes import (
    CODE,
    FOLDER,
    IDENTIFIER,
    LINES,
    PROSE,
    Choice,
    Field,
    Flag,
    ListOf,
    Number,
    Record,
    Text,
    Whole,
)
from assessor_app.formats.form_yaml.task_fields import MINUTES, OBSERVATIONS, OUTCOME, POOL, TASK

DAYS = Whole(least=1, most=36_500)


class Environment(StrEnum):
    """Where the work is seen."""

    WORKPLACE = "workplace"
    SIMULATED = "simulated"


LEVEL = Record(
    name="level",
    make=model.Level,
    fields=(
        Field(
            key="framework",
            shape=PROSE,
            says="Short name of the framework, as in the catalogue.",
            required=True,
        ),
        Field(key="level", shape=PROSE, says="Level in that framework, in quotes.", required=True),
        Field(
            key="referenced",
            shape=Flag(),
            says="True where a body referenced it; otherwise it prints as indicative.",
        ),
    ),
)
SKILL = Record(
    name="skill",
    make=model.Skill,
    fields=(
        Field(key="title", shape=PROSE, says="The skill's name in the classification.", required=True),
        Field(
            key="uri",
            shape=Text(pattern=r"https?://[!-~]{4,300}", shape="web-address"),
            says="Its address, as ESCO (or another) writes it.",
            required=True,
        ),
    ),
)
WORKLOAD = Record(
    name="workload",
    make=dict,
    fields=(
        Field(key="hours", shape=Number(above=0), says="Notional learning hours.", required=True),
        Field(key="credits", shape=Number(above=0), says="Credit points, left out where there are none."),
        Field(key="system", shape=PROSE, says="Credit system; needed with credits."),
    ),
)
FAULT_SET = Record(
    name="fault-set",
    make=model.FaultSet,
    fields=(
        Field(key="id", shape=IDENTIFIER, says="Unique in the form.", required=True),
        Field(key="faults", shape=ListOf(item=PROSE, least=1), says="The planted faults.", required=True),
        Field(
            key="key", shape=ListOf(item=PROSE, least=1), says="What the assessor should hear.", required=True
        ),
    ),
)


def _make_conditions(*, environments: tuple[Environment, ...], **rest: Any) -> model.Conditions:
    return model.Conditions(environments=tuple(str(one) for one in environments), **rest)


CONDITIONS = Record(
    name="conditions",
    make=_make_conditions,
    fields=(
        Field(
            key="environments", shape=ListOf(item=Choice(Environment), least=1), says="Where it may be assessed.",
            required=True,
        ),
        Field(key="supply", shape=PROSE, says="Power, water, gas, air: what must be there."),
        Field(key="tools", shape=LINES, says="Tools and instruments."),
        Field(key="materials", shape=LINES, says="Materials, per learner."),
        Field(key="ppe", shape=LINES, says="Protective equipment."),
        Field(key="minutes", shape=MINUTES, says="Time allowed for the whole."),
        Field(key="people", shape=PROSE, says="Who must be there, and helpers."),
        Field(key="minimum-age", shape=Whole(least=1, most=120), says="Youngest age in years."),
        Field(key="fault-sets", shape=ListOf(item=FAULT_SET), says="Sets of planted faults with their key."),
    ),
)  # fmt: skip
RULES = Record(
    name="rules",
    make=model.Rules,
    fields=(
        Field(
            key="share",
            shape=Number(above=0, most=1),
            says="Part of the non-critical criteria that must be met.",
        ),
        Field(
            key="observations", shape=OBSERVATIONS, says="Occasions and contexts where no other rule says it."
        ),
        Field(key="currency-days", shape=DAYS, says="How old evidence may be."),
        Field(key="reassess", shape=Choice(model.Reassess), says="What a new attempt repeats."),
        Field(
            key="attempts", shape=Whole(least=1, most=100), says="Most attempts; no maximum when left out."
        ),
        Field(key="cooling-off-days", shape=Whole(least=0, most=3650), says="Days between attempts."),
    ),
)
POLICY = Record(
    name="policy",
    make=model.AwardPolicy,
    fields=(
        Field(key="print", shape=Choice(model.PrintPolicy), says="When a certificate may be printed."),
        Field(key="provisional-days", shape=DAYS, says="How long a paper is provisional."),
    ),
)
EVIDENCE = Record(
    name="evidence",
    make=model.EvidenceRules,
    fields=(
        Field(key="pieces", shape=Whole(least=1, most=100), says="Most pieces of evidence for one criterion."),
        Field(key="sound-seconds", shape=Whole(least=5, most=900), says="Longest sound, in seconds."),
        Field(key="film-seconds", shape=Whole(least=5, most=600), says="Longest film, in seconds."),
        Field(
            key="file-mib", shape=Whole(least=1, most=300), says="Most MiB of a sound, a film or a file; not of a photo."
        ),
        Field(
            key="location",
            shape=Choice(model.Location),
            says="Whether photos keep the place, time and device that the camera wrote; strip when left out.",
        ),
    ),
)  # fmt: skip


def _make_form(
    *,
    workload: dict[str, Any],
    rules: model.Rules | None = None,
    policy: model.AwardPolicy | None = None,
    **rest: Any,
) -> model.Form:
    """A form, with what may be left out of a file filled in."""
    optional: dict[str, Any] = {
        "valid_months": None, "guideline": "", "briefing": (), "stop_conditions": (), "pools": (),
    }  # fmt: skip
    return model.Form(
        workload_hours=workload["hours"],
        credits=workload.get("credits"),
        credit_system=workload.get("system", ""),
        rules=rules or model.Rules(),
        policy=policy or model.AwardPolicy(),
        **{**optional, **rest},
    )


FORM = Record(
    name="form",
    make=_make_form,
    fields=(
        Field(key="code", shape=CODE, says="Code of the micro-credential, as in the catalogue.", required=True),
        Field(
            key="version", shape=Text(pattern=r"[0-9]{1,4}(\.[0-9]{1,4})?", shape="version"), required=True,
            says="Version, in quotes; a version in use never changes.",
        ),
        Field(key="title", shape=PROSE, says="Title, as it prints.", required=True),
        Field(key="sector", shape=FOLDER, says="Code of the sector, as in the catalogue.", required=True),
        Field(
            key="language", shape=Text(pattern=r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", shape="language"),
            says="BCP 47 tag of the language that the form is written in.", required=True,
        ),
        Field(key="description", shape=PROSE, says="One paragraph for people.", required=True),
        Field(key="levels", shape=ListOf(item=LEVEL, least=1), says="Levels in frameworks.", required=True),
        Field(key="workload", shape=WORKLOAD, says="Notional workload and credits.", required=True),
        Field(
            key="isced-f", shape=Text(pattern=r"[0-9]{2,4}", shape="isced-f"), required=True,
            says="ISCED-F 2013 field of education, two to four digits in quotes.",
        ),
        Field(key="skills", shape=ListOf(item=SKILL), says="Skills of ESCO or another classification."),
        Field(key="delivery", shape=PROSE, says="How it is taught.", required=True),
        Field(key="participation", shape=PROSE, says="Form of participation.", required=True),
        Field(key="assessment", shape=PROSE, says="Type of assessment.", required=True, attribute="assessment_type"),
        Field(key="quality-assurance", shape=PROSE, says="Type of quality assurance.", required=True),
        Field(key="limits", shape=PROSE, says="Limits of the award, as they print.", required=True),
        Field(key="not-a-licence", shape=PROSE, says="What the certificate does not allow.", required=True),
        Field(key="endorsement", shape=PROSE, says="Who stands behind the form.", required=True),
        Field(key="valid-months", shape=Whole(least=1, most=600), says="Months until it expires; never if left out."),
        Field(key="guideline", shape=PROSE, says="Edition of the standard or guideline that it follows."),
        Field(key="conditions", shape=CONDITIONS, says="What must be there before work begins.", required=True),
        Field(
            key="instructions", shape=ListOf(item=PROSE, least=1), says="For the assessor: before, during, after.",
            required=True,
        ),
        Field(key="briefing", shape=LINES, says="What learners are told, ticked once for those present."),
        Field(key="stop-conditions", shape=LINES, says="When the assessor stops the attempt."),
        Field(key="outcomes", shape=ListOf(item=OUTCOME, least=1), says="Learning outcomes.", required=True),
        Field(key="tasks", shape=ListOf(item=TASK, least=1), says="Tasks, in the order worked.", required=True),
        Field(key="oral", shape=ListOf(item=POOL), says="Pools of oral questions.", attribute="pools"),
        Field(key="rules", shape=RULES, says="Decision rules."),
        Field(key="policy", shape=POLICY, says="When paper may be printed."),
        Field(key="evidence", shape=EVIDENCE, says="Caps of evidence, and what photos keep."),
    ),
)  # fmt: skip
