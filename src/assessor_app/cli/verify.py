"""`assessor-app verify`: is this paper real? By a scan, a photograph, a PDF, the text of its QR code, or its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from assessor_app.cli.opening import data_folder, data_option, json_option, opened
from assessor_app.cli.output import Exit, say, speaks_plainly
from assessor_app.domain.answer import Answer
from assessor_app.domain.errors import KnownError
from assessor_app.services.checking.check import check_number, check_text
from assessor_app.trust.anchors import TrustStore, read_anchor_list
from assessor_app.trust.judge import Judged, judge_paper
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.checking import answer_sentence, answer_word, number_text

EXITS = {Answer.VALID: Exit.DONE, Answer.NOT_VALID: Exit.NO, Answer.CANNOT_TELL: Exit.CANNOT_TELL}
LARGEST_TRUST_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What to check: the text of a QR code, or a number."""

    text: str = ""
    number: str = ""


@click.command(help=_("Check a certificate: a picture or PDF of it, the text of its QR code, or --number N."))
@click.argument("what", required=False, metavar="FILE|TEXT")
@click.option("--number", default="", metavar="N", help=_("The number printed under the code."))
@click.option(
    "--trust",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help=_("An issuer's anchor list to believe this once; may be repeated."),
)
@data_option
@json_option
@speaks_plainly
def verify(what: str | None, *, number: str, trust: Sequence[Path], data: Path | None, as_json: bool) -> Exit:
    """Exit status 0 valid, 3 cannot tell, 1 not valid, 2 unreadable."""
    if bool(what) == bool(number):
        raise click.UsageError(_("Give either a file or text, or --number N."))
    lists = [_read_trust(path) for path in trust]
    asked = Asked(number=number) if number else Asked(text=_text_of(what or ""))
    judged = _judge(asked, lists, data)
    if judged is None:
        say(
            as_json, {"answer": "cannot-tell", "state": "unknown", "reason": "number-unknown", "claims": None}
        )
        if not as_json:
            click.echo(_("This device does not hold certificate {number}.").format(number=number))
        return Exit.CANNOT_TELL
    lines = (answer_word(judged.answer), answer_sentence(judged), *_claim_lines(judged))
    say(as_json, as_value(judged), *lines)
    return EXITS[judged.answer]


def _judge(asked: Asked, lists: Sequence[str], data: Path | None) -> Judged | None:
    if data is None and not data_folder(data).exists():
        return _judge_alone(asked, lists)
    with opened(data, readonly=True) as device:
        if asked.text:
            return check_text(device.checks, asked.text, extra_trust=lists)
        try:
            return check_number(device.checks, asked.number)
        except KnownError as error:
            if error.code != "no-such-certificate":
                raise
            return None


def _judge_alone(asked: Asked, lists: Sequence[str]) -> Judged | None:
    """Without a data folder: whoever checks has only the paper, and the lists that were handed in."""
    from assessor_app.domain.number import normalise

    if asked.number:
        normalise(asked.number)
        return None
    trust = TrustStore.of(read_anchor_list(text) for text in lists)
    now = datetime.now().astimezone()
    return judge_paper(asked.text, trust=trust, registers=(), ledger=lambda _cti: None, now=now)


def _read_trust(path: Path) -> str:
    if path.stat().st_size > LARGEST_TRUST_BYTES:
        raise KnownError("anchors-unreadable")
    try:
        return path.read_text(encoding="ascii")
    except UnicodeDecodeError:
        raise KnownError("anchors-unreadable") from None


def _text_of(what: str) -> str:
    """The text of the first code in a file, or the text itself."""
    path = Path(what)
    try:
        is_file = path.is_file()
    except (OSError, ValueError):  # a QR's text is no path: too long, or with a NUL
        is_file = False
    if not is_file:
        return what
    from assessor_app.documents.reading import codes_in

    return codes_in(path)[0]


def as_value(judged: Judged) -> dict[str, Any]:
    """The answer as one JSON object."""
    claims = judged.claims
    return {
        "answer": judged.answer.value,
        "state": judged.state.value,
        "reason": judged.reason.value,
        "as_of": judged.as_of.isoformat() if judged.as_of else None,
        "since": judged.since.isoformat() if judged.since else None,
        "successor": judged.successor,
        "issuer": judged.issuer,
        "awarding_body": judged.awarding_body,
        "own_award": judged.own_award,
        "centre": judged.centre,
        "approval_number": judged.approval_number,
        "phone": judged.phone,
        "host": judged.host,
        "message": answer_sentence(judged),
        "claims": {
            "number": number_text(judged),
            "name": claims.name,
            "mark": str(claims.mark) if claims.mark else None,
            "code": claims.code,
            "version": claims.version,
            "title": claims.title,
            "level": claims.level,
            "credits": claims.credits,
            "environment": claims.environment.name.lower(),
            "issued_at": claims.issued_at,
            "provisional_until": claims.provisional_until.isoformat() if claims.provisional_until else None,
            "valid_until": claims.valid_until.isoformat() if claims.valid_until else None,
        },
    }


def _claim_lines(judged: Judged) -> list[str]:
    claims = judged.claims
    return [
        _("The paper must say the same; ask for an identity document:"),
        f"  {claims.name}",
        *([f"  {claims.mark}"] if claims.mark else []),
        f"  {claims.title} ({claims.code}, {claims.version})",
        f"  {number_text(judged)}",
    ]
