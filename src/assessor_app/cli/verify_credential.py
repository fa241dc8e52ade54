"""`assessor-app verify` of a credential: what was checked, what follows, and what the file says of itself."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from assessor_app.cli.opening import data_folder, opened
from assessor_app.cli.output import say
from assessor_app.cli.sampled import is_of_sample
from assessor_app.credentials.checking import CredentialChecks
from assessor_app.credentials.judge import judge_credential
from assessor_app.domain.credential_answer import JudgedCredential
from assessor_app.trust.anchors import TrustStore, read_anchor_list
from assessor_app.wording.answers import credential_message, credential_value
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.checking import answer_word, day_text
from assessor_app.wording.credentials import carrier_word, finding_word, part_word
from assessor_app.wording.inside import Inside, inside_of


@dataclass(frozen=True, kw_only=True)
class ToldCredential:
    """An answer; `sample` is whether it is of the sample centre, whose credentials are worth nothing."""

    judged: JudgedCredential
    sample: bool = False


def judge_here_or_alone(
    content: bytes, lists: Sequence[str], *, published: Path | None, data: Path | None
) -> ToldCredential:
    """With what the data folder holds where there is one, and the lists that were handed in."""
    if data is None and not data_folder(data).exists():
        trust = TrustStore.of(read_anchor_list(text) for text in lists)
        now = datetime.now().astimezone()
        return ToldCredential(
            judged=judge_credential(
                content, trust=trust, ledger=lambda _cti: None, now=now, published=published
            )
        )
    with opened(data, readonly=True) as device:
        desk = device.checks
        judged = CredentialChecks(desk=desk, extra_trust=lists, published=published).judge(content)
        return ToldCredential(judged=judged, sample=is_of_sample(device, judged.issuer))


def tell_credential(told: ToldCredential, *, as_json: bool) -> None:
    """Prints the answer, the parts, and what the file says."""
    say(as_json, credential_value(told.judged, sample=told.sample), *credential_lines(told))


def credential_lines(told: ToldCredential) -> list[str]:
    """The answer, the parts, and what the file says."""
    judged = told.judged
    parts = asdict(judged.parts)
    return [
        answer_word(judged.answer),
        credential_message(judged, sample=told.sample),
        _("What was checked in this {carrier}:").format(carrier=carrier_word(judged.carrier)),
        *(f"  {part_word(name)}: {finding_word(parts[name])}" for name in parts),
        _("What it says of itself; ask for an identity document:"),
        *(f"  {line}" for line in _said(judged)),
        *(line for inside in inside_of(judged) for line in _inside(inside)),
    ]


def _inside(inside: Inside) -> Iterator[str]:
    """The title, and two lines for each: its name and how it stands, then what is said of it."""
    yield f"{inside.title}:"
    for line in inside.lines:
        yield f"  {line.name}: {line.word}"
        if line.told:
            yield f"    {line.told}"


def _said(judged: JudgedCredential) -> list[str]:
    said = judged.said
    code = f" ({said.code}, {said.version})" if said.code and said.version else ""
    until = _("until {day}").format(day=day_text(said.valid_until.date())) if said.valid_until else ""
    return [
        line
        for line in (said.holder, f"{said.title}{code}", said.issuer_name or said.issuer, said.number, until)
        if line
    ]
