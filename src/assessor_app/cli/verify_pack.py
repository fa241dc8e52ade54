"""`assessor-app verify` of a folder or a ZIP file: a learner's pack, or many files of anybody; each part's answer."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from assessor_app.cli.opening import data_folder, opened
from assessor_app.cli.output import Exit, say
from assessor_app.cli.sampled import is_of_sample
from assessor_app.cli.verify_input import registers_in
from assessor_app.credentials.checking import CredentialChecks
from assessor_app.credentials.judge import judge_credential
from assessor_app.credentials.reading import is_credential
from assessor_app.domain.answer import Answer
from assessor_app.services.checking.check import check_text
from assessor_app.services.checking.desk import believed
from assessor_app.services.packs.check import CredentialJudge, Part, PartChecks, check_parts, gravest
from assessor_app.services.packs.parts import files_in
from assessor_app.trust.anchors import TrustStore, read_anchor_list
from assessor_app.trust.judge import Judged, judge_paper
from assessor_app.wording.packs import pack_sentence, part_number, part_sentence, part_value, part_word

EXITS = {
    None: Exit.UNUSABLE,
    Answer.VALID: Exit.DONE,
    Answer.NOT_VALID: Exit.NO,
    Answer.CANNOT_TELL: Exit.CANNOT_TELL,
}


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What to check with; `sample` says whether an issuer is the sample centre of this folder."""

    checks: PartChecks
    sample: Callable[[str | None], bool]


def verify_pack(
    path: Path, lists: Sequence[str], *, published: Path | None, data: Path | None, as_json: bool
) -> Exit:
    """Prints a line for each part; the exit status is the gravest's, 2 where nothing in it has an answer."""
    with ground_for(lists, published, data) as ground:
        parts = list(check_parts(ground.checks, files_in(path)))
        sample = {part.name: ground.sample(issuer_of(part)) for part in parts}
    worst = gravest(parts)
    value = {
        "kind": "pack",
        "answer": worst.value if worst is not None else None,
        "message": pack_sentence(parts),
        "files": [part_value(part, sample=sample[part.name]) for part in parts],
    }
    if worst is None:
        say(as_json, value, *table(parts, sample))
        click.echo(pack_sentence(parts), err=True)
    else:
        say(as_json, value, pack_sentence(parts), *table(parts, sample))
    return EXITS[worst]


def issuer_of(part: Part) -> str | None:
    """Whose it is, where it has an answer."""
    judged = part.paper or part.credential
    return judged.issuer if judged is not None else None


def table(parts: Sequence[Part], sample: dict[str, bool]) -> Iterator[str]:
    """File, answer and number in columns; why, beneath, wherever it is not plainly valid."""
    rows = [(part.name, part_word(part), part_number(part)) for part in parts]
    wide = [max((len(row[column]) for row in rows), default=0) for column in range(2)]
    for part, (name, word, number) in zip(parts, rows, strict=True):
        yield f"{word:<{wide[1]}}  {name:<{wide[0]}}  {number}".rstrip()
        if part.answer is not Answer.VALID or sample[part.name]:
            yield f"    {part_sentence(part, sample=sample[part.name])}"


@contextmanager
def ground_for(lists: Sequence[str], published: Path | None, data: Path | None) -> Iterator[Ground]:
    """With what the data folder holds where there is one, and the lists that were handed in."""
    registers = registers_in(published)
    if data is None and not data_folder(data).exists():
        trust, now = TrustStore.of(read_anchor_list(text) for text in lists), datetime.now().astimezone()
        held = believed(registers, trust)
        yield Ground(
            checks=_checks(
                code=lambda text: judge_paper(
                    text, trust=trust, registers=held, ledger=lambda _cti: None, now=now
                ),
                credential=lambda content: judge_credential(
                    content, trust=trust, ledger=lambda _cti: None, now=now, published=published
                ),
            ),
            sample=lambda _issuer: False,
        )
        return
    with opened(data, readonly=True) as device:
        desk = device.checks
        yield Ground(
            checks=_checks(
                code=lambda text: check_text(desk, text, extra_trust=lists, extra_registers=registers),
                credential=CredentialChecks(desk=desk, extra_trust=lists, published=published).judge,
            ),
            sample=lambda issuer: is_of_sample(device, issuer),
        )


def _checks(*, code: Callable[[str], Judged], credential: CredentialJudge) -> PartChecks:
    from assessor_app.documents.attached import attached_to
    from assessor_app.documents.reading import codes_in

    return PartChecks(
        codes_in=codes_in,
        judge_code=code,
        looks_like_credential=is_credential,
        judge_credential=credential,
        attached_to=attached_to,
    )
