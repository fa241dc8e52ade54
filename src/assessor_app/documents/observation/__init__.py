"""Blank observation sheets: for a group, for one learner."""

from collections.abc import Sequence

from assessor_app.documents.observation.grid import add_grid
from assessor_app.documents.observation.single import add_single
from assessor_app.documents.plain.papers import Paper, open_plain
from assessor_app.domain.centre import Centre
from assessor_app.services.papers.file import PaperFile
from assessor_app.services.papers.ports import SheetKind
from assessor_app.services.papers.sheets import BlankSheet
from assessor_app.wording.catalogue import gettext as _


def draw_sheets(sheets: Sequence[BlankSheet], centre: Centre) -> PaperFile:
    """The sheets in the order of their numbers."""
    design = open_plain()
    paper = Paper(design, _("Observation sheets"))
    for sheet in sheets:
        add = add_grid if sheet.kind is SheetKind.GROUP else add_single
        add(paper, design, sheet, centre)
    return paper.file()
