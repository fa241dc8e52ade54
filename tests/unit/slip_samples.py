"""Slips with good defaults, for the tests of working papers."""

import io
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pypdfium2

from assessor_app.domain.assessment import Assessment, Decision, End, Work
from assessor_app.domain.form import Form
from assessor_app.domain.standing import Standing, standings
from assessor_app.formats.catalogue_yaml import parse_catalogue
from assessor_app.formats.form_yaml import parse_form
from assessor_app.resources import forms_folder
from assessor_app.services.papers.file import PaperFile
from assessor_app.services.slips.content import Shown, SlipContent
from assessor_app.services.slips.slip import towards

DECIDED = date(2026, 11, 20)
LONG_NAME = "Anna-Maria Theodora von und zu Hohenstein-Papadopoulou de la Cruz"


@cache
def form() -> Form:
    """Electrical Systems Maintenance: 24 criteria and three questions."""
    return parse_form((forms_folder() / "electrical" / "ELE-MNT.yaml").read_bytes())


def all_outstanding() -> tuple[Standing, ...]:
    """Of somebody who has shown nothing yet."""
    nothing = Work(
        assessment=Assessment(
            id="a" * 32,
            learner="b" * 32,
            form_code="ELE-MNT",
            form_version="1",
            attempt=1,
            seed=3,
            started_at="2026-11-20T09:00:00+00:00",
        ),
        occasions=(),
        judgements={},
        oral={},
    )
    return standings(form(), nothing, today=DECIDED)


def slip(**changes: Any) -> SlipContent:
    catalogue = parse_catalogue((forms_folder() / "catalogue.yaml").read_bytes())
    content = SlipContent(
        assessment="a" * 32,
        name="Amina Bello",
        number="2031",
        form=form(),
        decided=DECIDED,
        decision=Decision.NOT_YET,
        end=End.COMPLETED,
        assessor="Tunde Okafor",
        place="Workshop 3",
        shown=tuple(
            Shown(title=task.title, met=task.criteria[:2], of=len(task.criteria)) for task in form().tasks
        ),
        outstanding=all_outstanding()[:3],
        feedback="Calm at the board.",
        next_step="Practise the lock-off with two sources.",
        again_from=date(2026, 11, 30),
        towards=towards(catalogue, "ELE-MNT", frozenset({"ELE-SAF"})),
        appeal_until=date(2026, 12, 10),
        centre="Harbour Road Training Centre",
        phone="+234 1 555 0142",
        sample=False,
    )
    return replace(content, **changes)


def pages(file: PaperFile) -> list[str]:
    """The words of each page, spaces single."""
    document = pypdfium2.PdfDocument(io.BytesIO(file.pdf))
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()
