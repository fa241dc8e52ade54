"""`assessor-app endorse`: an employer or an authority signs its word on a form, on a computer of its own."""

import json
from pathlib import Path
from typing import Any

import click

from assessor_app.cli.opening import data_option, json_option, opened, who_acts
from assessor_app.cli.output import Commands, Exit, say, speaks_plainly
from assessor_app.domain.errors import KnownError
from assessor_app.formats.endorsement_files import MOST_BYTES, REQUEST
from assessor_app.services.credentials.endorsing import add_endorsement, endorsement_request
from assessor_app.wording.catalogue import gettext as _

_MOST_COMMENT = 1_000
_PRIVATE = 0o600


@click.command(help=_("Sign an endorsement that a centre asked for; no data folder is needed."))
@click.argument("request", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="REQUEST")
@click.option("--name", required=True, help=_("Who endorses, as it will be read."))
@click.option("--comment", required=True, help=_("What you say of it, in a sentence or two."))
@click.option(
    "--key",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=_("Your private key (Ed25519, PEM); a new one is made where there is no such file. Keep it."),
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=_("The file that is written."),
)
@json_option
@speaks_plainly
def endorse(request: Path, *, name: str, comment: str, key: Path, out: Path, as_json: bool) -> Exit:
    """Writes an EndorsementCredential; whoever has one endorser's two words sees that one key signed both."""
    from datetime import UTC, datetime

    from assessor_app.credentials.endorsements import endorse as sign
    from assessor_app.credentials.signing import issuing_alone

    asked = _request(request)
    if not name.strip() or not comment.strip() or len(comment) > _MOST_COMMENT:
        raise click.UsageError(_("Give a name, and a comment of at most a thousand letters."))
    issuing = issuing_alone(_key(key))
    signed = sign(
        asked["about"], name=name.strip(), comment=comment.strip(), issuing=issuing, at=datetime.now(UTC)
    )
    write_file(out, json.dumps(signed, ensure_ascii=False, indent=2).encode("utf-8") + b"\n")
    value = {"file": str(out), "title": asked["title"], "did": issuing.did}
    told = _("Endorsed: {title}. Send {path} to the centre.").format(title=asked["title"], path=out)
    say(as_json, value, told, _("Your key is known as {did}.").format(did=issuing.did))
    return Exit.DONE


@click.group(cls=Commands, help=_("Endorsements of forms by employers and authorities."))
def endorsements() -> None:
    """Asked for, and taken."""


@endorsements.command(name="ask", help=_("Write a request to send to whoever is asked to endorse a form."))
@click.option("--form", "code", required=True, metavar="CODE", help=_("The form's code."))
@click.option("--version", required=True, metavar="N", help=_("The form's version."))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=_("The file that is written."),
)
@data_option
@json_option
@speaks_plainly
def ask(data: Path | None, *, code: str, version: str, out: Path, as_json: bool) -> Exit:
    """It names nobody, and needs no secrecy."""
    with opened(data, readonly=True) as device:
        made = endorsement_request(device.credentials, by=who_acts(device), code=code, version=version)
    write_file(out, json.dumps(made, ensure_ascii=False, indent=2).encode("utf-8") + b"\n")
    told = _("Written to {path}. It is answered with: assessor-app endorse.").format(path=out)
    say(as_json, {"file": str(out), "about": made["about"]}, told)
    return Exit.DONE


@endorsements.command(name="take", help=_("Take a signed endorsement: new credentials have it inside."))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE")
@click.option("--form", "code", required=True, metavar="CODE", help=_("The form's code."))
@click.option("--version", required=True, metavar="N", help=_("The form's version."))
@data_option
@json_option
@speaks_plainly
def take(data: Path | None, *, file: Path, code: str, version: str, as_json: bool) -> Exit:
    """Its signature is checked, and that it is of this form version of this centre."""
    with opened(data, readonly=False) as device:
        by = who_acts(device)
        new = add_endorsement(device.credentials, read_file(file), by=by, code=code, version=version)
    told = (
        _("Taken. Credentials of {code} v{version} have it from now on.") if new else _("It is here already.")
    )
    say(as_json, {"taken": new}, told.format(code=code, version=version))
    return Exit.DONE


def _request(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(read_file(path))
    except (ValueError, RecursionError) as error:
        raise KnownError("endorsement-request-unreadable") from error
    fits = isinstance(found, dict) and found.get("kind") == REQUEST
    if not fits or not all(isinstance(found.get(name), str) and found[name] for name in ("about", "title")):
        raise KnownError("endorsement-request-unreadable")
    return dict(found)


def _key(path: Path) -> Any:
    """The key in this file; a new one, kept there for its owner alone, where there is none."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from assessor_app.credentials.signing import pem_of
    from assessor_app.trust.keys import SigningKey, generate

    if not path.exists():
        made = generate()
        write_file(path, pem_of(made), mode=_PRIVATE)
        return made
    try:
        key = serialization.load_pem_private_key(read_file(path), password=None)
    except (ValueError, TypeError) as error:
        raise KnownError("endorser-key-unreadable") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KnownError("endorser-key-unreadable")
    return SigningKey(key.private_bytes_raw())


def read_file(path: Path) -> bytes:
    """No more than an endorsement may have, and a byte. Raises KnownError `file-unreadable`."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise KnownError("file-unreadable", path=str(path), why=error.strerror or "") from error


def write_file(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Raises KnownError `file-not-written`."""
    try:
        path.touch(mode=mode)
        path.write_bytes(data)
    except OSError as error:
        raise KnownError("file-not-written", path=str(path), why=error.strerror or str(error)) from error
