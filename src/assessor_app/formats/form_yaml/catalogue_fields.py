"""The fields of the catalogue file: one table for the reader and the JSON Schema."""

from typing import Any

from assessor_app.domain import catalogue as model
from assessor_app.formats.form_yaml.shapes import CODE, FOLDER, PROSE, Field, Flag, ListOf, Record, Whole

FRAMEWORK = Record(
    name="framework",
    make=model.Framework,
    fields=(
        Field(key="code", shape=PROSE, says="Short name, as forms write it.", required=True),
        Field(key="title", shape=PROSE, says="Full name.", required=True),
        Field(
            key="levels", shape=ListOf(item=PROSE, least=1), says="Lowest first, in quotes.", required=True
        ),
    ),
)
SECTOR = Record(
    name="sector",
    make=model.Sector,
    fields=(
        Field(key="code", shape=FOLDER, says="Code, and name of the sector's folder.", required=True),
        Field(key="title", shape=PROSE, says="Name for people.", required=True),
    ),
)


def _make_micro_credential(*, planned: bool = False, **rest: Any) -> model.MicroCredential:
    return model.MicroCredential(planned=planned, **rest)


MICRO_CREDENTIAL = Record(
    name="micro-credential",
    make=_make_micro_credential,
    fields=(
        Field(key="code", shape=CODE, says="Code, and name of the form's file.", required=True),
        Field(key="title", shape=PROSE, says="Title, as in the form.", required=True),
        Field(key="sector", shape=FOLDER, says="Code of its sector.", required=True),
        Field(key="planned", shape=Flag(), says="True where there is no form yet."),
    ),
)
QUALIFICATION = Record(
    name="qualification",
    make=model.Qualification,
    fields=(
        Field(
            key="code",
            shape=CODE,
            says="Code, unique among qualifications and micro-credentials.",
            required=True,
        ),
        Field(key="title", shape=PROSE, says="Title, as it prints.", required=True),
        Field(key="sector", shape=FOLDER, says="Code of its sector.", required=True),
        Field(
            key="parts",
            shape=ListOf(item=CODE, least=1),
            says="Codes of the micro-credentials that stack into it.",
            required=True,
        ),
        Field(
            key="need", shape=Whole(least=1, most=1000), says="How many parts are needed; all when left out."
        ),
        Field(key="prerequisites", shape=ListOf(item=CODE), says="Codes that must be held before."),
    ),
)


def _make_catalogue(*, qualifications: tuple[model.Qualification, ...] = (), **rest: Any) -> model.Catalogue:
    return model.Catalogue(qualifications=qualifications, **rest)


CATALOGUE = Record(
    name="catalogue",
    make=_make_catalogue,
    fields=(
        Field(key="awarding-body", shape=PROSE, says="Who awards, as it prints.", required=True),
        Field(
            key="frameworks", shape=ListOf(item=FRAMEWORK, least=1), says="Known frameworks.", required=True
        ),
        Field(
            key="sectors",
            shape=ListOf(item=SECTOR, least=1),
            says="Sectors, in the order shown.",
            required=True,
        ),
        Field(
            key="micro-credentials",
            shape=ListOf(item=MICRO_CREDENTIAL, least=1),
            says="Micro-credentials, in the order shown.",
            required=True,
        ),
        Field(key="qualifications", shape=ListOf(item=QUALIFICATION), says="What stacks into what."),
    ),
)
