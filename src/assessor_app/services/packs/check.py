"""Checking everything in a pack, or in any folder of files: what each part says, and the gravest of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assessor_app.domain.answer import Answer
from assessor_app.domain.credential_answer import JudgedCredential
from assessor_app.domain.errors import KnownError
from assessor_app.formats.qr_text import MOST_CHARACTERS, QrText, read, write
from assessor_app.formats.unsigned_award import is_unsigned_award
from assessor_app.services.packs.parts import File
from assessor_app.trust.judge import Judged

GRAVEST_FIRST = (Answer.NOT_VALID, Answer.CANNOT_TELL, Answer.VALID)
PDF_BEGINS = b"%PDF-"
ATTACHED = " → "
"""Between the name of a file and of what is attached to it."""
# How a COSE_Sign1 with its tag begins.
_PROOF = b"\xd2\x84"
_SIGNATURE_WITHIN = 1024
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*", b"BM")


class Kind(StrEnum):
    """What a part is: a paper by its code, a credential, an award that nobody signed, something else, or unreadable."""

    PAPER = "paper"
    CREDENTIAL = "credential"
    UNSIGNED = "unsigned"
    OTHER = "other"
    UNREAD = "unread"


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part and its answer. `name` is its path, of what is inside a PDF with the name there behind an arrow.

    `host` is that of a paper's code, empty where the code names none.
    """

    name: str
    kind: Kind
    paper: Judged | None = None
    credential: JudgedCredential | None = None
    error: KnownError | None = None
    host: str = ""

    @property
    def answer(self) -> Answer | None:
        """None for what has no answer."""
        judged = self.paper or self.credential
        return judged.answer if judged is not None else None

    @property
    def holder(self) -> str:
        """Whose it is, as it says itself."""
        if self.paper is not None:
            return self.paper.claims.name
        return self.credential.said.holder if self.credential is not None else ""


class CredentialJudge(Protocol):
    def __call__(self, content: bytes) -> JudgedCredential: ...


@dataclass(frozen=True, kw_only=True)
class PartChecks:
    """The parts that checking is built from; all of them are made for files of anybody.

    `codes_in` reads the codes of a picture or a PDF, `judge_code` one of their texts, `attached_to` takes out what a PDF
    carries.
    """

    codes_in: Callable[[bytes], Sequence[str]]
    judge_code: Callable[[str], Judged]
    looks_like_credential: Callable[[bytes], bool]
    judge_credential: CredentialJudge
    attached_to: Callable[[bytes], Mapping[str, bytes]]


def check_parts(checks: PartChecks, files: Iterable[File]) -> Iterator[Part]:
    """Each file's parts, in the order of the files. What reads the files raises."""
    for file in files:
        if file.content is None:
            yield Part(name=file.name, kind=Kind.UNREAD, error=KnownError("file-unreadable"))
        else:
            yield from _parts(checks, file.name, file.content)


def gravest(parts: Iterable[Part]) -> Answer | None:
    """The answer that counts for them all; None where none has an answer."""
    found = {part.answer for part in parts}
    return next((answer for answer in GRAVEST_FIRST if answer in found), None)


def _parts(checks: PartChecks, name: str, content: bytes) -> Iterator[Part]:
    if is_unsigned_award(content):
        yield Part(name=name, kind=Kind.UNSIGNED)
    elif checks.looks_like_credential(content):
        yield _credential(checks, name, content)
    elif PDF_BEGINS in content[:_SIGNATURE_WITHIN]:
        pages = list(_codes(checks, name, content))
        yield from pages
        for inside, attached in checks.attached_to(content).items():
            if checks.looks_like_credential(attached):
                yield _credential(checks, f"{name}{ATTACHED}{inside}", attached)
            elif attached.startswith(_PROOF):
                yield _proof(checks, f"{name}{ATTACHED}{inside}", attached, pages)
    elif content.startswith(_PICTURES):
        yield from _codes(checks, name, content)
    else:
        yield Part(name=name, kind=Kind.OTHER)


def _proof(checks: PartChecks, name: str, attached: bytes, pages: Sequence[Part]) -> Part:
    """What a code carries, attached as it is (COSE): judged as the code on the page would be, which says the host that was signed."""
    host = next((part.host for part in pages if part.paper is not None), None)
    if host is None or len(attached) > MOST_CHARACTERS:
        return Part(name=name, kind=Kind.OTHER)
    try:
        text = write(QrText(host=host or None, data=attached))
        return Part(name=name, kind=Kind.PAPER, paper=checks.judge_code(text), host=host)
    except KnownError as error:
        return Part(name=name, kind=Kind.UNREAD, error=error)


def _credential(checks: PartChecks, name: str, content: bytes) -> Part:
    try:
        return Part(name=name, kind=Kind.CREDENTIAL, credential=checks.judge_credential(content))
    except KnownError as error:
        return Part(name=name, kind=Kind.UNREAD, error=error)


def _codes(checks: PartChecks, name: str, content: bytes) -> Iterator[Part]:
    """Papers in it; a file without a code, as a result slip, is something else."""
    try:
        texts = checks.codes_in(content)
    except KnownError as error:
        if error.code == "file-no-code":
            yield Part(name=name, kind=Kind.OTHER)
        else:
            yield Part(name=name, kind=Kind.UNREAD, error=error)
        return
    judged = []
    first: KnownError | None = None
    for text in texts:
        try:
            judged.append((checks.judge_code(text), read(text).host or ""))
        except KnownError as error:
            first = first or error
    if not judged:
        # A badge or slip may carry a code that is none of a paper.
        other = first is not None and first.code == "qr-unreadable"
        yield Part(name=name, kind=Kind.OTHER if other else Kind.UNREAD, error=None if other else first)
    yield from (Part(name=name, kind=Kind.PAPER, paper=one, host=host) for one, host in judged)
