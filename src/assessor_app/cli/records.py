"""`assessor-app records`: verifies the signed records of a data folder."""

from pathlib import Path

import click

from assessor_app.cli.opening import data_option, json_option, opened
from assessor_app.cli.output import Commands, Exit, say, speaks_plainly
from assessor_app.device.evidence import evidence_desk
from assessor_app.services.evidence.prove import evidence_faults
from assessor_app.services.records.check import check_records
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.records import records_sentence


@click.group(cls=Commands, help=_("Signed records."))
def records() -> None:
    """The records of this data folder."""


@records.command(help=_("Verify every chain of records and say the first thing that is wrong."))
@data_option
@json_option
@speaks_plainly
def check(data: Path | None, *, as_json: bool) -> Exit:
    """Exit status 0 when all is right, 1 when not."""
    with opened(data, readonly=True) as device:
        evidence = evidence_faults(evidence_desk(device))
        report = check_records(device.tables.records, device.tables.waiting, evidence=evidence)
    value = {"ok": report.ok, "code": report.code, "details": report.details, "records": report.records}
    say(as_json, value, records_sentence(report))
    return Exit.DONE if report.ok else Exit.NO
