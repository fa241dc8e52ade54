"""Rows of papers and their sheets as values: of those that this device issued, and of those that others did."""

from collections.abc import Iterable
from typing import Any

from assessor_app.domain.certificate import CameOut, Certificate, Target
from assessor_app.domain.erasing import ERASED_NAME
from assessor_app.services.awards.ports import CertificateLine, Event, SheetRow


def certificate_of(row: Any) -> Certificate:
    """From its columns, in this order.

    Number, cti, award, assessment, learner, holder, form's code and version, issued at and by, provisional and valid until, code,
    page, record, and what it supersedes.
    """
    return Certificate(
        number=row[0],
        cti=bytes(row[1]),
        award=row[2],
        assessment=row[3],
        learner=row[4],
        holder=row[5],
        form_code=row[6],
        form_version=row[7],
        issued_at=row[8],
        issued_by=row[9],
        provisional_until=row[10] or "",
        valid_until=row[11] or "",
        qr=row[12],
        page=bytes(row[13]),
        record=row[14],
        supersedes=row[15] or "",
    )


def line_of(row: Any, events: Iterable[Event], *, device: str = "") -> CertificateLine:
    """From number, holder, learner, form's code and version, issued at, and both ends."""
    return CertificateLine(
        number=row[0],
        holder=row[1] or ERASED_NAME,
        learner=row[2],
        form_code=row[3],
        form_version=row[4],
        issued_at=row[5],
        provisional_until=row[6] or "",
        valid_until=row[7] or "",
        events=tuple(events),
        device=device,
    )


def sheet_of(row: Any) -> SheetRow:
    """From id, number, copy, target, stamp, at, by, outcome and stock."""
    return SheetRow(
        id=row[0],
        number=row[1],
        copy=row[2],
        target=Target(row[3]),
        stamp=row[4],
        at=row[5],
        by=row[6],
        outcome=CameOut(row[7]),
        stock=row[8],
    )
