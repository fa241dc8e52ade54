"""What the learner's pack needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from assessor_app.domain.certificate import CertificateState
from assessor_app.domain.errors import KnownError
from assessor_app.services.credentials.ports import CredentialDesk
from assessor_app.services.slips.content import SlipContent
from assessor_app.services.slips.desk import SlipDesk


@dataclass(frozen=True, kw_only=True)
class PackFile:
    """A file of a pack under its name."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class PackedCertificate:
    """One certificate of a pack as its README tells of it.

    `files` are names; `without` is why it has no credential (yet), None where it has; `url` is the address by which
    anybody checks it, empty where the centre has no page for that. `until` None: for ever; `provisional` is the day on which its
    credential ends while the paper is not registered, None where it is.
    """

    number: str
    title: str
    issued: date
    until: date | None
    provisional: date | None
    state: CertificateState
    files: tuple[str, ...]
    without: KnownError | None
    url: str
    linkedin: str


@dataclass(frozen=True, kw_only=True)
class PackStory:
    """What the README of a pack tells: whose it is, of which centre, and what is in it. `language` is BCP 47.

    `more` are files that are of no one certificate: qualifications, transcripts.
    """

    holder: str
    centre: str
    phone: str
    certificates: tuple[PackedCertificate, ...]
    language: str
    signed: bool
    sample: bool
    more: tuple[str, ...] = ()


class ReadmeWriter(Protocol):
    def __call__(self, story: PackStory) -> str:
        """Plain words, in the story's language."""


class EuropassWriter(Protocol):
    def __call__(self, credential: bytes, *, picture: bytes, language: str) -> bytes:
        """The award in the European Learning Model, not signed; `picture` is a PNG of the page."""


class PackWriter(Protocol):
    """Whoever puts packs where a person chose: whole or not at all."""

    def folder(self, path: Path, files: Sequence[PackFile]) -> None:
        """Raises KnownError `disk-…`, `file-not-written`."""

    def zip(self, path: Path, name: str, files: Sequence[PackFile]) -> None:
        """One file with the folder `name` in it. Raises as `folder`."""


@dataclass(frozen=True, kw_only=True)
class PackDesk:
    """The parts that packs are made from. `draw_slip` draws in a language (BCP 47), `picture` draws a frozen page, `code_picture` the code of a text: PNG."""

    credentials: CredentialDesk
    slips: SlipDesk
    draw_slip: Callable[[SlipContent, str], bytes]
    picture: Callable[[bytes], bytes]
    code_picture: Callable[[str], bytes]
    readme: ReadmeWriter
    europass: EuropassWriter
    write: PackWriter
