"""`issuer keys`: the routine change, a compromised key, a compromised root."""

from pathlib import Path

import click

from assessor_app.cli.issuer.opening import (
    ACTOR,
    ask_passphrase,
    needed_root,
    now,
    opened,
    place_of,
    place_options,
    root_option,
    root_passphrase,
    signed_again,
    vault_of,
)
from assessor_app.cli.opening import json_option
from assessor_app.cli.output import Commands, Exit, say, speaks_plainly
from assessor_app.trust.keys import fingerprint
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.issuer import list_waits, root_said

MOST_LIST = 1024 * 1024


@click.group(cls=Commands, help=_("The issuer's keys."))
def keys() -> None:
    """Everything about keys."""


@keys.command("list", help=_("Say which keys there are."))
@place_options
@json_option
@speaks_plainly
def list_keys(data: Path | None, database: str | None, *, as_json: bool) -> None:
    """Every key there ever was."""
    with opened(place_of(data, database)) as store:
        from dataclasses import asdict

        from assessor_app.issuer.keys.online import all_keys
        from assessor_app.issuer.store import settings

        with store.read() as connection:
            rows, root = all_keys(connection), settings.needed(connection, "root")
    lines = [f"{row.kid}  {row.use}  {row.from_day}..{row.until_day}  {row.state}" for row in rows]
    read_out = fingerprint(bytes.fromhex(root))
    value = {"keys": [asdict(row) for row in rows], "root": root, "fingerprint": read_out}
    say(as_json, value, *lines, root_said(read_out))


@keys.command(help=_("Make new on-line keys; the old ones retire, and what they signed stays good."))
@place_options
@root_option
@click.option("--use", metavar="USE", help=_("Only the key for this use. By default all."))
@json_option
@speaks_plainly
def rotate(
    data: Path | None, database: str | None, *, root_file: Path | None, use: str | None, as_json: bool
) -> None:
    """Needs the root, which signs the new list."""
    with opened(place_of(data, database)) as store:
        from assessor_app.issuer.keys import rotation

        vault = vault_of(store)
        root = needed_root(store, root_file)
        with store.write() as connection:
            changed = rotation.rotate(
                connection, rotation.uses_of(use), vault=vault, root=root, by=ACTOR, now=now()
            )
    say(as_json, {"keys": list(changed.keys)}, *(_("New key {key}.").format(key=key) for key in changed.keys))


@keys.command(help=_("List a key as compromised and put another in its place."))
@place_options
@root_option
@click.option(
    "--key", "kid", required=True, metavar="ID", help=_("The key's id, as `issuer keys list` says it.")
)
@json_option
@speaks_plainly
def compromised(
    data: Path | None, database: str | None, *, root_file: Path | None, kid: str, as_json: bool
) -> None:
    """Where it delegated, every device gets a new delegation; where it signed credentials, they are signed anew."""
    with opened(place_of(data, database)) as store:
        from assessor_app.issuer.keys import rotation

        vault = vault_of(store)
        root = needed_root(store, root_file)
        with store.write() as connection:
            changed = rotation.replace_compromised(
                connection, kid, vault=vault, root=root, by=ACTOR, now=now()
            )
    lines = [_("New key {key}.").format(key=key) for key in changed.keys]
    if changed.devices:
        told = ngettext(
            "{count} device was delegated to anew.",
            "{count} devices were delegated to anew.",
            changed.devices,
        )
        lines.append(told.format(count=changed.devices))
    if changed.credentials:
        told = ngettext(
            "{count} credential is looked at and signed anew by `issuer serve`.",
            "{count} credentials are looked at and signed anew by `issuer serve`.",
            changed.credentials,
        )
        lines.append(told.format(count=changed.credentials))
    value = {
        "keys": list(changed.keys),
        "devices": changed.devices,
        "credentials": changed.credentials,
    }
    say(as_json, value, *lines)


@keys.command("new-root", help=_("Make a new root because the old one was compromised or lost."))
@place_options
@click.option(
    "--root-out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help=_("Where the new root key is written."),
)
@json_option
@speaks_plainly
def new_root(data: Path | None, database: str | None, *, root_out: Path, as_json: bool) -> None:
    """Every device must be told by a person, who reads the fingerprint out."""
    with opened(place_of(data, database)) as store:
        from assessor_app.issuer.keys import rotation

        vault_of(store)
        passphrase = root_passphrase() or ask_passphrase()
        there = root_out.exists()
        try:
            with store.write() as connection:
                root = rotation.replace_root(
                    connection, root_out=root_out, passphrase=passphrase, by=ACTOR, now=now()
                )
        except BaseException:
            if not there:
                root_out.unlink(missing_ok=True)
            raise
    public = root.key.public.hex()
    read_out = fingerprint(root.key.public)
    value = {"root": public, "fingerprint": read_out, "root_file": str(root_out)}
    say(as_json, value, _("New root {root}.").format(root=public), root_said(read_out))


@keys.command(
    help=_(
        "List the own keys of a centre that was adopted before the issuer kept them, by the list of keys that the centre made for"
        " itself (its Verify page saves it)."
    )
)
@place_options
@root_option
@click.option(
    "--list",
    "own_list",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    required=True,
    metavar="FILE",
    help=_("The centre's own list of keys."),
)
@json_option
@speaks_plainly
def adopted(
    data: Path | None, database: str | None, *, root_file: Path | None, own_list: Path, as_json: bool
) -> Exit:
    """Exit status 1 where nothing that was adopted is of that list."""
    with opened(place_of(data, database)) as store:
        from assessor_app.issuer.enrolling.adopt import list_own_keys

        text = own_list.read_bytes()[:MOST_LIST].decode("ascii", "replace")
        with store.write() as connection:
            found = list_own_keys(connection, text, by=ACTOR, now=now())
        current = signed_again(store, root_file)
    lines = [_("Key {key} of {centre} is listed.").format(key=one.kid, centre=one.centre) for one in found]
    none = _("No centre that was adopted here was delegated to by a key of this list.")
    say(as_json, {"keys": [one.kid for one in found], "list_current": current}, *(lines or [none]))
    if not current:
        click.echo(list_waits(), err=True)
    return Exit.DONE if found else Exit.NO


@keys.command(help=_("Sign the list of keys again, where it no longer says how things stand."))
@place_options
@root_option
@json_option
@speaks_plainly
def sign(data: Path | None, database: str | None, *, root_file: Path | None, as_json: bool) -> None:
    """For when the root was away while a centre was added or somebody was suspended."""
    with opened(place_of(data, database)) as store:
        current = signed_again(store, root_file)
    say(as_json, {"list_current": current}, _("The list of keys is signed.") if current else list_waits())
