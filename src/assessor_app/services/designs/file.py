"""A design as somebody wrote it: a file, wherever it comes in."""

from pathlib import Path

from assessor_app.domain.errors import KnownError
from assessor_app.formats.form_yaml.nodes import LARGEST_BYTES


def text_of(path: Path) -> bytes:
    """What a file says, and a byte more than a design has at most: what reads it says that it is none.

    Raises KnownError `design-unreadable`.
    """
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise KnownError("design-unreadable", reason="missing", line=1, col=1) from error
