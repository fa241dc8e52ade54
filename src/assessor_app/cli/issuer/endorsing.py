"""`issuer endorsements`: an employer's or an authority's signed word on a form, inside the credentials that the issuer signs."""

import json
from pathlib import Path

import click

from assessor_app.cli.endorsing import read_file, write_file
from assessor_app.cli.issuer.opening import ACTOR, now, opened, place_of, place_options
from assessor_app.cli.opening import json_option
from assessor_app.cli.options import form_narrowed, form_options, one_form, out_file
from assessor_app.cli.output import say, speaks_plainly
from assessor_app.wording.catalogue import gettext as _


@click.group(help=_("Endorsements of forms by employers and authorities."))
def endorsements() -> None:
    """Asked for, and taken."""


@endorsements.command(help=_("Write a request to send to whoever is asked to endorse a form."))
@place_options
@form_options
@out_file("FILE")
@json_option
@speaks_plainly
def ask(
    data: Path | None, database: str | None, *, code: str, version: str, out: Path, as_json: bool
) -> None:
    """It names nobody, and needs no secrecy."""
    with opened(place_of(data, database)) as store:
        from assessor_app.issuer.credentials.endorsing import endorsement_request

        with store.read() as connection:
            made = endorsement_request(connection, code, version)
    write_file(out, json.dumps(made, ensure_ascii=False, indent=2).encode("utf-8") + b"\n")
    told = _("Written to {path}. It is answered with: assessor-app endorse.").format(path=out)
    say(as_json, {"file": str(out), "about": made["about"]}, told)


@endorsements.command(help=_("Take a signed endorsement: new credentials have it inside."))
@place_options
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE")
@form_narrowed
@json_option
@speaks_plainly
def take(
    data: Path | None,
    database: str | None,
    *,
    file: Path,
    code: str | None,
    version: str | None,
    as_json: bool,
) -> None:
    """Its signature is checked, and that it is of a form version of this issuer."""
    form = one_form(code, version)
    content = read_file(file)
    with opened(place_of(data, database)) as store:
        from assessor_app.issuer.credentials.endorsing import endorsed_form, take_endorsement

        with store.write() as connection:
            code, version = form or endorsed_form(connection, content)
            new = take_endorsement(connection, content, code=code, version=version, by=ACTOR, now=now())
    told = (
        _("Taken. Credentials of {code} v{version} have it from now on.") if new else _("It is here already.")
    )
    value = {"taken": new, "form": code, "version": version}
    say(as_json, value, told.format(code=code, version=version))
