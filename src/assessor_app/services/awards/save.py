"""Saving certificates to a file: written down before the first byte, and what became of it after the last."""

from collections.abc import Callable, Sequence
from pathlib import Path

from assessor_app.domain.certificate import CameOut, Target
from assessor_app.services.awards.desk import AwardDesk
from assessor_app.services.awards.sheets import SheetToPrint, say_what_came_out, send_sheets

WriteFile = Callable[[Sequence[SheetToPrint], Path], None]
"""Writes one file of these sheets, whole or not at all."""


def save(desk: AwardDesk, *, by: str, numbers: Sequence[str], path: Path, write: WriteFile) -> None:
    """Saves certificates as one PDF. Raises what `send_sheets` raises, and what the disk says; then no file is left."""
    sheets = send_sheets(desk, by=by, numbers=numbers, target=Target.FILE)
    outcome = CameOut.NOT_PRINTED
    try:
        write(sheets, path)
        outcome = CameOut.CAME_OUT
    finally:
        for sheet in sheets:
            say_what_came_out(desk, by=by, sheet=sheet.id, outcome=outcome)
