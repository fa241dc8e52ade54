"""Which form a sitting was opened for, where nobody is listed yet to say it."""

from assessor_app.domain.record_types import RecordType
from assessor_app.formats.signed_record import decode
from assessor_app.services.sittings.desk import SittingDesk
from assessor_app.trust import jws


def opened_for(desk: SittingDesk, sitting: str) -> tuple[str, str] | None:
    """Code and version of the form that its opening record names; None where this device has no such record."""
    for record in desk.ledger.records.about("sitting", sitting):
        if record.type == RecordType.SITTING_OPENED:
            form = decode(jws.peek(record.jws)[1]).body.get("form") or {}
            return (str(form["code"]), str(form["version"])) if {"code", "version"} <= set(form) else None
    return None
