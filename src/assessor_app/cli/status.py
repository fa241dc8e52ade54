"""`assessor-app status`: the closed count."""

from dataclasses import asdict
from pathlib import Path

import click

from assessor_app.cli.opening import data_option, json_option, opened
from assessor_app.cli.output import Exit, say, speaks_plainly
from assessor_app.domain.count import Count, EvidenceCount
from assessor_app.services.records.status import status as count_records
from assessor_app.storage.schema.migrations import newest
from assessor_app.wording.catalogue import gettext as _


@click.command(
    help=_("Say how many records there are and where each stands. Exit status 1 when it does not add up.")
)
@data_option
@json_option
@speaks_plainly
def status(data: Path | None, *, as_json: bool) -> Exit:
    """The count, and what is wrong with it."""
    with opened(data, readonly=True) as device:
        found = count_records(device.tables.records)
        open_here = len(device.tables.assessments.unfinished())
        awards, evidence = device.tables.counted.awards(), device.tables.counted.evidence()
    count = found.count
    broken = [{"code": code, "chain": chain, "difference": extra} for code, chain, extra in found.broken]
    value = {
        "count": asdict(count),
        "closes": not broken,
        "broken": broken,
        "schema": newest(),
        "chain": found.chain,
        "head": found.head,
        "open_assessments": open_here,
        "awards": asdict(awards),
        "evidence": asdict(evidence),
        "only_here": count.unsent,
    }
    line = _(
        "{captured} captured = {unsent} unsent + {accepted} accepted + {held} held + {rejected} rejected"
    )
    wrong = [_broken(code, chain, extra) for code, chain, extra in found.broken]
    say(as_json, value, line.format(**asdict(count)), *_lines(awards, evidence), *wrong)
    return Exit.NO if broken else Exit.DONE


def _lines(awards: Count, evidence: EvidenceCount) -> list[str]:
    """The second line of the count and the third, where there is anything to count."""
    lines = []
    if awards.captured:
        words = _(
            "Awards: {captured} = {unsent} unsent + {accepted} accepted + {held} held + {rejected} rejected"
        )
        lines.append(words.format(**asdict(awards)))
    if evidence.captured:
        words = _("Evidence: {captured} = {unsent} unsent + {stored} stored + {lost} lost")
        lines.append(words.format(**asdict(evidence)))
    return lines


def _broken(code: str, chain: str, extra: int) -> str:
    if code == "records":
        return _("Chain {chain}: {extra:+d} records beside what its head says.").format(
            chain=chain, extra=extra
        )
    if code == "chain":
        return _("The chain that this device signs on is missing.")
    return _("The count does not close: {extra:+d}.").format(extra=extra)
