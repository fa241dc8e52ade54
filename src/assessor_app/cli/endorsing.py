"""`assessor-app endorse`: an employer or an authority signs its word on a form, on a computer of its own."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from assessor_app.cli.opening import data_option, json_option, opened, who_acts
from assessor_app.cli.options import form_narrowed, form_options, one_form, out_file
from assessor_app.cli.output import Commands, Exit, say, speaks_plainly
from assessor_app.domain.errors import KnownError
from assessor_app.formats.endorsement_files import MOST_BYTES, REQUEST, request_text
from assessor_app.services.credentials.endorsing import (
    Endorsed,
    add_endorsement,
    end_endorsement,
    endorsed_form,
    endorsement_request,
    endorsements_here,
)
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
@out_file("FILE")
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
    """Asked for, taken, listed, and taken away."""


@endorsements.command(name="ask", help=_("Write a request to send to whoever is asked to endorse a form."))
@form_options
@out_file("FILE")
@data_option
@json_option
@speaks_plainly
def ask(data: Path | None, *, code: str, version: str, out: Path, as_json: bool) -> Exit:
    """It names nobody, and needs no secrecy."""
    with opened(data, readonly=True) as device:
        made = endorsement_request(device.credentials, by=who_acts(device), code=code, version=version)
    write_file(out, request_text(made))
    told = _("Written to {path}. It is answered with: assessor-app endorse.").format(path=out)
    say(as_json, {"file": str(out), "about": made["about"]}, told)
    return Exit.DONE


@endorsements.command(name="take", help=_("Take a signed endorsement: new credentials have it inside."))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE")
@form_narrowed
@data_option
@json_option
@speaks_plainly
def take(data: Path | None, *, file: Path, code: str | None, version: str | None, as_json: bool) -> Exit:
    """Its signature is checked, and that it is of a form version of this centre."""
    form = one_form(code, version)
    with opened(data, readonly=False) as device:
        by = who_acts(device)
        content = read_file(file)
        code, version = form or endorsed_form(device.credentials, content, device.tables.forms.all())
        new = add_endorsement(device.credentials, content, by=by, code=code, version=version)
    told = (
        _("Taken. Credentials of {code} v{version} have it from now on.") if new else _("It is here already.")
    )
    value = {"taken": new, "form": code, "version": version}
    say(as_json, value, told.format(code=code, version=version))
    return Exit.DONE


@endorsements.command(name="list", help=_("List the endorsements that new credentials have inside."))
@data_option
@json_option
@speaks_plainly
def listed(data: Path | None, *, as_json: bool) -> Exit:
    """Each with the number that `remove` takes."""
    with opened(data, readonly=True) as device:
        found = endorsements_here(device.credentials, by=who_acts(device))
    lines = [line for one in found for line in _told(one)] or [_("None yet.")]
    say(as_json, {"endorsements": [_value(one) for one in found]}, *lines)
    return Exit.DONE


@endorsements.command(
    name="remove",
    help=_(
        "Take an endorsement away: credentials of papers that are issued from now on are made without it."
        " What was issued keeps it, and the same file is not taken a second time."
    ),
)
@click.argument("number", type=click.IntRange(min=1), metavar="NUMBER")
@data_option
@json_option
@speaks_plainly
def remove(data: Path | None, *, number: int, as_json: bool) -> Exit:
    """NUMBER is what `list` has it under."""
    with opened(data, readonly=False) as device:
        by = who_acts(device)
        gone = next((one for one in endorsements_here(device.credentials, by=by) if one.id == number), None)
        end_endorsement(device.credentials, by=by, endorsement=number)
    if gone is None:
        raise AssertionError("the service ends only what stands here")
    told = _("Taken away: {name}, {code} v{version}.")
    say(
        as_json,
        {"removed": _value(gone)},
        told.format(name=gone.said.name or gone.said.key, code=gone.code, version=gone.version),
    )
    return Exit.DONE


def _told(one: Endorsed) -> Iterator[str]:
    """Number, who, and which form; beneath, what is said and by which key."""
    yield f"{one.id}  {one.said.name or one.said.key}  {one.title} ({one.code} v{one.version})"
    yield f"    {_('“{words}”').format(words=one.said.comment)}"
    yield f"    {one.said.key}"


def _value(one: Endorsed) -> dict[str, Any]:
    return {
        "number": one.id,
        "form": one.code,
        "version": one.version,
        "name": one.said.name or None,
        "comment": one.said.comment,
        "key": one.said.key,
        "valid_from": one.said.since or None,
        "valid_until": one.said.until or None,
        "taken_at": one.at,
    }


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
