"""What the awarding body asks of its centres, and which forms it publishes: changed while devices are out there."""

from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection

from assessor_app.domain.errors import KnownError
from assessor_app.domain.sync_policy import EvidenceAsked, PagesKept, Registration
from assessor_app.issuer.intake.papers import ask_for_pages
from assessor_app.issuer.setting_up.countries import read_country
from assessor_app.issuer.setting_up.forms import take_forms
from assessor_app.issuer.store import audit, catalogue, centres, settings
from assessor_app.issuer.store.pages import PAGES, pages_kept
from assessor_app.issuer.telling.catalogue import tell_catalogue

_MOST_SHARE = 100
COUNTRY = "country"


def ask_of_centres(
    connection: Connection,
    *,
    by: str,
    now: datetime,
    registration: Registration | None = None,
    evidence: EvidenceAsked | None = None,
    share: int | None = None,
    kept: PagesKept | None = None,
    country: str = "",
) -> dict[str, str]:
    """Sets what is given and leaves the rest; returns what holds now. Every device hears of a change in its feed.

    It holds for what is judged from now on. `share`: of a hundred decisions, whose evidence a sample asks for.
    `kept`: whose pages of certificates are kept here; once it is `always`, those that are not here are asked for.
    `country` (ISO 3166-1 alpha-2) is the issuer's own, which credentials say: no device is told of that.
    Raises KnownError: "share-out-of-range", "country-unusable".
    """
    if share is not None and not 0 <= share <= _MOST_SHARE:
        raise KnownError("share-out-of-range", share=share)
    _place(connection, read_country(country), by=by, now=now)
    given = {"policy": registration, "evidence-asked": evidence, "sample-share": share}
    changed = {name: str(value) for name, value in given.items() if value is not None}
    changed = {name: value for name, value in changed.items() if settings.get(connection, name) != value}
    for name, value in changed.items():
        settings.put(connection, name, value)
    if kept is not None and kept.value != pages_kept(connection):
        changed[PAGES] = kept.value
        settings.put(connection, PAGES, kept.value)
        if kept is PagesKept.ALWAYS:
            for device in centres.devices_of(connection):
                ask_for_pages(connection, device, [device], now=now)
    if changed:
        audit.note(connection, "policy-changed", by=by, subject="issuer", at=now, detail=changed)
        _tell(connection, now=now)
    held = {name: settings.needed(connection, name) for name in given}
    return held | {PAGES: pages_kept(connection), COUNTRY: settings.get(connection, COUNTRY) or ""}


def _place(connection: Connection, country: str, *, by: str, now: datetime) -> None:
    if country and country != settings.get(connection, COUNTRY):
        settings.put(connection, COUNTRY, country)
        audit.note(connection, "policy-changed", by=by, subject="issuer", at=now, detail={COUNTRY: country})


def publish_forms(connection: Connection, folder: Path, *, by: str, now: datetime) -> int:
    """Takes a folder's catalogue and its new form versions; returns how many were new. Raises what `take_forms` raises."""
    new = take_forms(connection, folder, at=now)
    audit.note(connection, "forms-published", by=by, subject="catalogue", at=now, detail={"new": new})
    tell_catalogue(connection, now=now)
    return new


def withdraw_form(
    connection: Connection, code: str, version: str, *, on: date, by: str, now: datetime
) -> None:
    """From that day on a decision by this form version is rejected. Raises KnownError("no-such-form-version")."""
    if not catalogue.withdraw(connection, code, version, on=on.isoformat()):
        raise KnownError("no-such-form-version", form=f"{code} v{version}")
    detail = {"on": on.isoformat()}
    audit.note(connection, "form-withdrawn", by=by, subject=f"{code} v{version}", at=now, detail=detail)


def _tell(connection: Connection, *, now: datetime) -> None:
    # The same files as a new version: a device takes a catalogue that is newer than its own.
    catalogue.put_catalogue(connection, catalogue.newest_catalogue(connection), at=now)
    tell_catalogue(connection, now=now)
