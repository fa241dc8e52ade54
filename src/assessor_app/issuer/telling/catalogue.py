"""The catalogue as a device gets it: every file with its exact text, and what the awarding body asks."""

from datetime import datetime

from sqlalchemy import Connection

from assessor_app.domain.sync_policy import EvidenceAsked
from assessor_app.formats.catalogue_files import CATALOGUE_PATH, CatalogueItem, Policy, catalogue_file
from assessor_app.formats.catalogue_yaml import form_path
from assessor_app.issuer.store import catalogue, centres, feed, settings
from assessor_app.issuer.store.feed import Item


def catalogue_item(connection: Connection) -> CatalogueItem:
    """The newest version of each form, and the catalogue itself."""
    newest = catalogue.newest_forms(connection)
    text = catalogue.newest_catalogue(connection).decode("utf-8")
    files = [catalogue_file(CATALOGUE_PATH, text)]
    files += [
        catalogue_file(form_path(sector=row.sector, code=row.code), row.content.decode("utf-8"))
        for row in newest
    ]
    return CatalogueItem(
        version=catalogue.version(connection),
        files=files,
        policy=Policy(
            registration=settings.needed(connection, "policy"),
            evidence=settings.get(connection, "evidence-asked") or EvidenceAsked.NONE.value,
        ),
    )


def tell_catalogue(connection: Connection, *, now: datetime) -> None:
    """Every device hears of a new form, or of another policy."""
    told = Item(kind="catalogue", ref={})
    for device in centres.devices_of(connection):
        if device.retired_at is None:
            feed.append(connection, centre=device.centre, to=device.id, items=[told], at=now)
