"""`issuer init`, `publish`, `serve`, `upgrade`."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from assessor_app.cli.issuer.opening import (
    Place,
    ask_passphrase,
    now,
    opened,
    place_of,
    place_options,
    require_there,
    root_option,
    root_passphrase,
    signed_again,
    store_at,
    telling,
    vault_of,
)
from assessor_app.cli.opening import json_option
from assessor_app.cli.options import out_folder
from assessor_app.cli.output import say, speaks_plainly
from assessor_app.domain.errors import KnownError
from assessor_app.resources import forms_folder
from assessor_app.trust.keys import fingerprint
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence
from assessor_app.wording.issuer import country_missing, list_waits, root_said

EXAMPLE_HOST = "issuer.example"


@click.command(help=_("Make an issuer: its root key, its first keys, its list of keys, its catalogue."))
@place_options
@click.option("--host", default=EXAMPLE_HOST, metavar="H", help=_("The host under which it is reached."))
@click.option("--name", required=True, metavar="N", help=_("The awarding body's name."))
@click.option(
    "--country",
    default="",
    metavar="CC",
    help=_("Its country, as two letters (ISO 3166): credentials say it."),
)
@click.option("--phone", default="", metavar="P", help=_("The number that a checker may call."))
@click.option(
    "--root-out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=_("Where the root key is written. By default beside the data folder."),
)
@click.option("--evidence", default="", metavar="URL", help=_("Where evidence is kept: a folder, or s3://…"))
@click.option(
    "--forms",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help=_("The catalogue and its forms. By default those that ship."),
)
@json_option
@speaks_plainly
def init(
    data: Path | None,
    database: str | None,
    *,
    host: str,
    name: str,
    country: str,
    phone: str,
    root_out: Path | None,
    evidence: str,
    forms: Path | None,
    as_json: bool,
) -> None:
    """Refuses a folder or a database in which anything is."""
    place = place_of(data, database)
    refuse_used(place)
    store = store_at(place)
    from assessor_app.issuer.intake.pieces import read_place
    from assessor_app.issuer.setting_up.make import NewIssuer, make_issuer

    evidence = read_place(evidence)
    passphrase = ask_passphrase(new=True)
    with _left_as_it_was(place.folder), telling(store):
        made = make_issuer(
            store,
            NewIssuer(host=host, name=name, country=country, phone=phone, evidence=evidence),
            root_out=root_out or _beside(place),
            passphrase=passphrase,
            root_passphrase=root_passphrase() or passphrase,
            forms=forms or forms_folder(),
            now=now(),
        )
    warnings = _warnings(host, country)
    read_out = fingerprint(bytes.fromhex(made.root))
    value = {
        "issuer": made.issuer,
        "root": made.root,
        "fingerprint": read_out,
        "root_file": str(made.root_file),
        "forms": made.forms,
        "warnings": [code for code, _sentence in warnings],
    }
    say(
        as_json,
        value,
        _("Issuer {issuer} is made, with {forms} forms.").format(issuer=made.issuer, forms=made.forms),
        _("Its root key is in {path}. Take that file off this machine, and keep two copies.").format(
            path=made.root_file
        ),
        root_said(read_out),
    )
    for _code, told in warnings:
        click.echo(told, err=True)


def refuse_used(place: Place) -> None:
    """Raises KnownError("issuer-there") for a data folder in which anything is."""
    folder = place.folder
    if folder is not None and folder.is_dir() and any(folder.iterdir()):
        raise KnownError("issuer-there")


@contextmanager
def _left_as_it_was(folder: Path | None) -> Iterator[None]:
    """Makes the data folder; where nothing came of it, it is as it was before, so that the next try finds it empty."""
    if folder is None:
        yield
        return
    there = folder.is_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise KnownError("folder-not-made", path=str(folder), why=error.strerror or str(error)) from error
    try:
        yield
    except BaseException:
        from assessor_app.issuer.store.engine import DATABASE_NAME

        for name in (DATABASE_NAME, f"{DATABASE_NAME}-wal", f"{DATABASE_NAME}-shm"):
            (folder / name).unlink(missing_ok=True)
        if not there:
            with suppress(OSError):  # somebody put something there meanwhile
                folder.rmdir()
        raise


def _beside(place: Place) -> Path:
    if place.folder is None:
        raise KnownError("root-out-missing")
    whole = place.folder.resolve()
    return whole.with_name(f"{whole.name}-root-key.json")


def _warnings(host: str, country: str) -> list[tuple[str, str]]:
    found = []
    if host.lower() == EXAMPLE_HOST:
        told = _(
            "The host is {host}, which nobody can reach: papers name it for ever. Use this issuer to try things out."
        )
        found.append(("example-host", told.format(host=EXAMPLE_HOST)))
    if not country.strip():
        found.append(("country-missing", country_missing()))
    return found


@click.command(
    help=_(
        "Write what a static host serves: verifier page, register, list of keys, did.json, lists of withdrawn credentials, and urls.json."
    )
)
@place_options
@root_option
@out_folder
@json_option
@speaks_plainly
def publish(
    data: Path | None, database: str | None, *, root_file: Path | None, out: Path, as_json: bool
) -> None:
    """The register is made again first where anything changed, and half way before it expires."""
    with opened(place_of(data, database)) as store:
        from assessor_app.issuer.credentials.lists import publish_lists
        from assessor_app.issuer.register import published
        from assessor_app.issuer.register.page import is_built
        from assessor_app.issuer.register.static import write_static

        vault = vault_of(store)
        current = signed_again(store, root_file)
        with store.write() as connection:
            if published.is_due(connection, now=now()):
                published.publish(connection, vault=vault, now=now())
            publish_lists(connection, vault=vault, now=now())
        with store.read() as connection:
            files = write_static(connection, out)
            register = published.published(connection)
    value = {
        "out": str(out),
        "files": files,
        "as_of": register.as_of.isoformat(),
        "valid_until": register.valid_until.isoformat(),
        "list_current": current,
    }
    say(as_json, value, _("{files} files are in {folder}.").format(files=files, folder=out))
    if not is_built():
        click.echo(sentence(KnownError("page-not-built")), err=True)
    if not current:
        click.echo(list_waits(), err=True)


@click.command(help=_("Run the issuer's web service on this machine, behind a proxy that ends TLS."))
@place_options
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8080,
    show_default=True,
    metavar="N",
    help=_("The port on 127.0.0.1; 0 takes any that is free."),
)
@click.option(
    "--ready-file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=_("Where its URL is written, on one line, when it answers."),
)
@json_option
@speaks_plainly
def serve(
    data: Path | None, database: str | None, *, port: int, ready_file: Path | None, as_json: bool
) -> None:
    """Binds 127.0.0.1; port 0 takes any that is free."""
    place = place_of(data, database)

    def told(url: str) -> None:
        say(as_json, {"url": url}, _("The issuer answers at {url}. Ctrl+C ends it.").format(url=url))

    with opened(place) as store:
        from assessor_app.issuer.web.serve import serve as run

        run(store, vault=vault_of(store), folder=place.folder, port=port, ready=ready_file, told=told)


@click.command(help=_("Bring the issuer's database up to this version, after a copy was made of it."))
@place_options
@json_option
@speaks_plainly
def upgrade(data: Path | None, database: str | None, *, as_json: bool) -> None:
    """Does nothing where it is up to date."""
    place = place_of(data, database)
    store = store_at(place)
    require_there(place)
    from assessor_app.issuer.store.migrate import newest, upgrade_store

    with telling(store):
        upgrade_store(store)
    say(as_json, {"schema": newest()}, _("The database is up to date ({schema}).").format(schema=newest()))
