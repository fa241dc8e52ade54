"""`assessor-app verify`: is this real? A paper by its scan, PDF, QR text or number; a credential by its file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from assessor_app.cli.opening import data_folder, data_option, json_option, opened
from assessor_app.cli.output import Exit, say, speaks_plainly
from assessor_app.cli.sampled import is_of_sample
from assessor_app.cli.verify_carried import verify_carried
from assessor_app.cli.verify_credential import judge_here_or_alone, tell_credential
from assessor_app.cli.verify_input import content_of, is_meant_as_one, registers_in
from assessor_app.cli.verify_pack import verify_pack
from assessor_app.cli.verify_paper import in_short, paper_lines
from assessor_app.credentials.reading import is_credential
from assessor_app.device import Device
from assessor_app.domain.answer import Answer
from assessor_app.domain.errors import KnownError
from assessor_app.services.checking.check import check_number, check_text
from assessor_app.services.checking.desk import believed
from assessor_app.services.packs.parts import is_several
from assessor_app.trust.anchors import TrustStore, read_anchor_list
from assessor_app.trust.judge import Judged, judge_paper
from assessor_app.wording.answers import number_unknown, paper_value
from assessor_app.wording.catalogue import gettext as _

EXITS = {Answer.VALID: Exit.DONE, Answer.NOT_VALID: Exit.NO, Answer.CANNOT_TELL: Exit.CANNOT_TELL}
LARGEST_TRUST_BYTES = 16 * 1024 * 1024


GRAVEST_FIRST = (Answer.NOT_VALID, Answer.CANNOT_TELL, Answer.VALID)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What to check: the texts of QR codes, or a number; `registers` are files that were handed in."""

    texts: tuple[str, ...] = ()
    number: str = ""
    registers: tuple[bytes, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Told:
    """An answer; `sample` is whether the paper is of the sample centre, whose papers are worth nothing."""

    judged: Judged
    sample: bool = False


@click.command(
    help=_(
        "Check a certificate: a picture or PDF of it, the text of its QR code, or --number N. Or a credential of anybody: JSON, JWT, or a badge. Or a folder or ZIP file of any of these, as a learner's pack is."
    )
)
@click.argument("what", required=False, metavar="FILE|DIR|TEXT")
@click.option("--number", default="", metavar="N", help=_("The number printed under the code."))
@click.option(
    "--trust",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help=_("An issuer's list of keys to believe this once; may be repeated."),
)
@click.option(
    "--published",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help=_("A copy of what an issuer publishes: its register and lists of withdrawals."),
)
@data_option
@json_option
@speaks_plainly
def verify(
    what: str | None,
    *,
    number: str,
    trust: Sequence[Path],
    published: Path | None,
    data: Path | None,
    as_json: bool,
) -> Exit:
    """Exit status 0 valid, 3 cannot tell, 1 not valid, 2 unreadable; of several papers in a file the gravest."""
    if bool(what) == bool(number):
        raise click.UsageError(_("Give either a file or text, or --number N."))
    lists = [_read_trust(path) for path in trust]
    if what and is_several(Path(what)):
        return verify_pack(Path(what), lists, published=published, data=data, as_json=as_json)
    content = None if number else content_of(what or "")
    if content is not None and (is_credential(content) or is_meant_as_one(what or "", content)):
        told = judge_here_or_alone(content, lists, published=published, data=data)
        tell_credential(told, as_json=as_json)
        return EXITS[told.judged.answer]
    if content is not None:
        carried = verify_carried(
            content, Path(what or "").name, lists, published=published, data=data, as_json=as_json
        )
        if carried is not None:
            return carried
    texts = () if number else (what or "",) if content is None else _codes_in(content)
    asked = Asked(texts=texts, number=number, registers=registers_in(published))
    papers = _judge(asked, lists, data)
    if not papers:
        say(as_json, number_unknown())
        if not as_json:
            click.echo(_("This device does not hold certificate {number}.").format(number=number))
        return Exit.CANNOT_TELL
    gravest = min(papers, key=lambda told: GRAVEST_FIRST.index(told.judged.answer))
    lines = [line for told in papers for line in paper_lines(told.judged, sample=told.sample)]
    say(
        as_json,
        {
            **paper_value(gravest.judged, sample=gravest.sample),
            "papers": [in_short(told.judged) for told in papers],
        },
        *lines,
    )
    return EXITS[gravest.judged.answer]


def _judge(asked: Asked, lists: Sequence[str], data: Path | None) -> list[Told]:
    """An answer for each paper; none for a number that nobody here knows."""
    if data is None and not data_folder(data).exists():
        return [Told(judged=judged) for judged in _judge_alone(asked, lists)]
    with opened(data, readonly=True) as device:
        return [
            Told(judged=judged, sample=is_of_sample(device, judged.issuer))
            for judged in _judge_here(device, asked, lists)
        ]


def _judge_here(device: Device, asked: Asked, lists: Sequence[str]) -> list[Judged]:
    if asked.texts:
        return _each(
            asked.texts,
            lambda text: check_text(device.checks, text, extra_trust=lists, extra_registers=asked.registers),
        )
    try:
        return [check_number(device.checks, asked.number)]
    except KnownError as error:
        if error.code != "no-such-certificate":
            raise
        return []


def _each(texts: Sequence[str], judge: Callable[[str], Judged]) -> list[Judged]:
    """Other people's codes on the same sheet are passed over; when none is a paper's, the first says why."""
    judged, refused = [], []
    for text in texts:
        try:
            judged.append(judge(text))
        except KnownError as error:
            refused.append(error)
    if not judged:
        raise refused[0]
    return judged


def _judge_alone(asked: Asked, lists: Sequence[str]) -> list[Judged]:
    """Without a data folder: whoever checks has only the paper, and the lists that were handed in."""
    from assessor_app.domain.number import normalise

    if asked.number:
        normalise(asked.number)
        return []
    trust = TrustStore.of(read_anchor_list(text) for text in lists)
    held = believed(asked.registers, trust)
    now = datetime.now().astimezone()
    return _each(
        asked.texts,
        lambda text: judge_paper(text, trust=trust, registers=held, ledger=lambda _cti: None, now=now),
    )


def _read_trust(path: Path) -> str:
    if path.stat().st_size > LARGEST_TRUST_BYTES:
        raise KnownError("anchors-unreadable")
    try:
        return path.read_text(encoding="ascii")
    except UnicodeDecodeError:
        raise KnownError("anchors-unreadable") from None


def _codes_in(content: bytes) -> tuple[str, ...]:
    """The texts of all codes in a file."""
    from assessor_app.documents.reading import codes_in

    return tuple(codes_in(content))
