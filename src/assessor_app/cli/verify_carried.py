"""`assessor-app verify` of one PDF with something attached: page, proof and credential, each with its own answer."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from assessor_app.cli.output import Exit, say
from assessor_app.cli.verify_credential import ToldCredential, credential_lines
from assessor_app.cli.verify_pack import EXITS, ground_for, issuer_of, table
from assessor_app.cli.verify_paper import in_short, paper_lines
from assessor_app.domain.answer import Answer
from assessor_app.services.packs.check import ATTACHED, PDF_BEGINS, Part, check_parts, gravest
from assessor_app.services.packs.parts import File
from assessor_app.wording.answers import credential_value, paper_value
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.checking import answer_word
from assessor_app.wording.packs import pack_sentence, part_value, parts_differ

_BEGINNING = 1024


def verify_carried(
    content: bytes,
    name: str,
    lists: Sequence[str],
    *,
    published: Path | None,
    data: Path | None,
    as_json: bool,
) -> Exit | None:
    """Prints the gravest answer with what that part says, and every part; None for a file that carries nothing to check.

    Where page and attachment name different certificates, nobody can tell what the file is.
    """
    if PDF_BEGINS not in content[:_BEGINNING]:
        return None
    from assessor_app.documents.attached import attached_to

    attached = attached_to(content)
    if not attached:
        return None
    with ground_for(lists, published, data) as ground:
        checks = replace(ground.checks, attached_to=lambda _pdf: attached)
        parts = list(check_parts(checks, [File(name=name, content=content)]))
        if not any(ATTACHED in part.name for part in parts):
            return None
        sample = {part.name: ground.sample(issuer_of(part)) for part in parts}
    worst = gravest(parts)
    if worst is None:
        say(as_json, _value(parts, sample, None), *table(parts, sample))
        click.echo(pack_sentence(parts), err=True)
        return EXITS[None]
    counts = next(part for part in parts if part.answer is worst)
    value, lines = _value(parts, sample, counts), _lines(counts, sample=sample[counts.name])
    differ = parts_differ(parts)
    if differ:
        worst = Answer.CANNOT_TELL
        value |= {"answer": worst.value, "reason": "parts-differ", "message": differ}
        lines = [answer_word(worst), differ]
    say(
        as_json,
        value,
        *lines,
        "{title}:".format(title=_("What was checked in this file")),
        *table(parts, sample),
    )
    return EXITS[worst]


def _value(parts: Sequence[Part], sample: dict[str, bool], counts: Part | None) -> dict[str, Any]:
    """The members of the part that counts, `papers` for the pages as of any PDF, `files` for every part as of a folder."""
    pages = [part.paper for part in parts if part.paper is not None and ATTACHED not in part.name]
    told: dict[str, Any] = {"answer": None, "message": pack_sentence(parts)}
    if counts is not None and counts.paper is not None:
        told = paper_value(counts.paper, sample=sample[counts.name])
    elif counts is not None and counts.credential is not None:
        told = credential_value(counts.credential, sample=sample[counts.name])
    return {
        **told,
        "papers": [in_short(page) for page in pages],
        "files": [part_value(part, sample=sample[part.name]) for part in parts],
    }


def _lines(part: Part, *, sample: bool) -> list[str]:
    if part.paper is not None:
        return paper_lines(part.paper, sample=sample)
    if part.credential is not None:
        return credential_lines(ToldCredential(judged=part.credential, sample=sample))
    return []
