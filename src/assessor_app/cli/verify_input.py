"""What `assessor-app verify` is given: a file, a text, and a folder of what an issuer publishes."""

from pathlib import Path

from assessor_app.domain.errors import KnownError
from assessor_app.wording.forms import shown

MOST_BYTES = 64 * 1024 * 1024
"""The longest file that is looked at."""
REGISTER = "register/register.cbor"
LONGEST_NAME = 300
"""So much of what was taken for a name is said back."""
SHORTEST_NAME = len("ASSESSOR:")
_CREDENTIALS = frozenset({".json", ".jsonld", ".jwt", ".svg"})


def content_of(what: str) -> bytes | None:
    """A file's bytes; of a text that is a credential the text; None for the text of a QR code.

    Raises KnownError `file-unreadable`, `file-too-large`, and `no-such-file` for what is neither a file nor begins as a
    code or a credential does: a name that was mistyped.
    """
    path = Path(what)
    try:
        is_file = path.is_file()
    except (OSError, ValueError):  # a QR's text is no path: too long, or with a NUL
        is_file = False
    if is_file:
        return _read(path)
    # An argument that is no UTF-8 comes as lone surrogates; it is no credential.
    text = what.encode("utf-8", "replace")
    begins = text.lstrip()
    if begins.startswith((b"{", b"ey", b"<svg")):
        return text
    if not begins[:SHORTEST_NAME].upper().startswith((b"HTTPS:", b"ASSESSOR:")):
        raise KnownError("no-such-file", path=shown(what, LONGEST_NAME))
    return None


def is_meant_as_one(name: str, content: bytes) -> bool:
    """Whether a file that does not look like a credential was meant as one: by its name, or its first byte."""
    return Path(name).suffix.lower() in _CREDENTIALS or content.lstrip()[:1] == b"["


def registers_in(published: Path | None) -> tuple[bytes, ...]:
    """The register in a published folder, if it has one."""
    if published is None or not (published / REGISTER).is_file():
        return ()
    return (_read(published / REGISTER),)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise KnownError("file-unreadable") from error
    if len(data) > MOST_BYTES:
        raise KnownError("file-too-large")
    return data
