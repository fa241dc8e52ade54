"""Names of files on a stick, such that a person knows what they are; a program looks at what is inside.

    to-issuer-greenfield-college-04hmasw9-000012.assessor-sync
    for-greenfield-college-04hmasw9-000031.assessor-sync
    centre-bundle-greenfield-college-for-9k2w41ab-000003-1-of-2.assessor-sync
    enrolment-request-greenfield-college-04hmasw9.assessor-enrol
    enrolment-answer-greenfield-college-04hmasw9.assessor-enrol
    evidence/3f/3f9a…/00007.piece

The same thing always has the same name: a file copied twice is one file.
"""

import re
import unicodedata

SYNC = ".assessor-sync"
ENROL = ".assessor-enrol"
PIECE = ".piece"
EVIDENCE = "evidence"
TO_ISSUER, FOR = "to-issuer-", "for-"
_ADDRESS = re.compile(r"[0-9a-f]{64}\Z")
_PIECE = re.compile(r"([0-9]{5})\.piece\Z")


def to_issuer(centre: str, chain: str, counter: int) -> str:
    return f"{TO_ISSUER}{plain(centre)}-{chain[:8]}-{counter:06d}{SYNC}"


def for_device(centre: str, chain: str, counter: int) -> str:
    return f"{FOR}{plain(centre)}-{chain[:8]}-{counter:06d}{SYNC}"


def centre_bundle(centre: str, receiver: str, counter: int, *, part: int, parts: int) -> str:
    return f"centre-bundle-{plain(centre)}-for-{receiver[:8]}-{counter:06d}-{part}-of-{parts}{SYNC}"


def enrolment_request(centre: str, chain: str) -> str:
    return f"enrolment-request-{plain(centre)}-{chain[:8]}{ENROL}"


def enrolment_answer(centre: str, chain: str) -> str:
    return f"enrolment-answer-{plain(centre)}-{chain[:8]}{ENROL}"


def joining_of(chain: str) -> str:
    """How the names of a device's request and of its answer end."""
    return f"-{chain[:8]}{ENROL}"


def piece(address: str, place: int) -> tuple[str, ...]:
    """Folders and name of a piece of evidence, from the stick's own folder."""
    if not _ADDRESS.match(address):
        raise ValueError("no address")
    return EVIDENCE, address[:2], address, f"{place:05d}{PIECE}"


def piece_of(parts: tuple[str, ...]) -> tuple[str, int] | None:
    """Address and place from folders and name, None for anything else that lies there."""
    if len(parts) != 4 or parts[0] != EVIDENCE or not _ADDRESS.match(parts[2]):  # noqa: PLR2004 (as `piece` makes it)
        return None
    found = _PIECE.match(parts[3])
    return (parts[2], int(found.group(1))) if found and parts[1] == parts[2][:2] else None


def is_evidence(parts: tuple[str, ...]) -> bool:
    """Whether these two folders, inside the one of evidence, are where pieces of an address lie."""
    return len(parts) == 2 and bool(_ADDRESS.match(parts[1])) and parts[0] == parts[1][:2]  # noqa: PLR2004 (as `piece` makes it)


def plain(name: str) -> str:
    """A name as any file system takes it: small letters, digits and dashes, at most 40."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:40].strip("-") or "centre"
