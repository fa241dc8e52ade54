"""A design that somebody wrote as a file, on its way into the settings."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assessor_app.domain.design import CertificateDesign
from assessor_app.domain.errors import KnownError
from assessor_app.formats.design_yaml import read_design
from assessor_app.services.designs.change import take_design
from assessor_app.services.designs.desk import DesignDesk
from assessor_app.services.designs.file import text_of
from assessor_app.ui.designs.view import Looked
from assessor_app.wording.designs import design_file_refused, design_file_unreadable
from assessor_app.wording.errors import sentence

_DOTS = 24.0

Draw = Callable[[CertificateDesign, bool, float], Looked]


@dataclass(frozen=True, kw_only=True)
class Took:
    """What became of a file: the design's title and version here, or in one sentence why nothing was taken."""

    title: str = ""
    version: int = 0
    refused: str = ""


def take_file(desk: DesignDesk, *, by: str, path: Path, draw: Draw) -> Took:
    """Takes a design from a file, once a page was drawn in it: one that cannot be drawn is never offered."""
    try:
        text = text_of(path)
        found = read_design(text)
        if found.design is None:
            return Took(refused=design_file_refused(path.name, found.problems))
        problems = draw(found.design, False, _DOTS).problems
        if problems:
            return Took(refused=problems[0])
        name, version = take_design(desk, by=by, text=text)
    except KnownError as error:
        unreadable = error.code == "design-unreadable"
        return Took(
            refused=design_file_unreadable(path.name, error.details) if unreadable else sentence(error)
        )
    title = next(one.title for one in desk.all() if one.id == name)
    return Took(title=title, version=version)
