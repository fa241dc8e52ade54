"""`issuer people`: who may sign in at the issuer's console."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor_app.cli.issuer.opening import ACTOR, now, opened, place_of, place_options
from assessor_app.cli.opening import json_option
from assessor_app.cli.output import Commands, say, speaks_plainly
from assessor_app.wording.catalogue import gettext as _

if TYPE_CHECKING:
    from assessor_app.issuer.people.accounts import Account, Welcome

_ROLES = ("registrar", "operator", "reader")


@click.group(cls=Commands, help=_("The people of the awarding body who use the console."))
def people() -> None:
    """Accounts are made here and nowhere else."""


_name = click.option(
    "--name", required=True, metavar="NAME", help=_("The person's name, as verdicts bear it.")
)
_roles = click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice(_ROLES),
    help=_("registrar: decides and revokes. operator: invites and suspends. reader: looks. May be repeated."),
)


@people.command("add", help=_("Make an account, and a code with which its owner sets it up."))
@place_options
@_name
@_roles
@json_option
@speaks_plainly
def add(data: Path | None, database: str | None, *, name: str, roles: tuple[str, ...], as_json: bool) -> None:
    """The code is shown here and nowhere again."""
    with opened(place_of(data, database)) as store:
        from assessor_app.issuer.people import accounts
        from assessor_app.issuer.people.rights import Role

        with store.write() as connection:
            made = accounts.add(connection, name, [Role(role) for role in roles], by=ACTOR, now=now())
    _tell(made, name, as_json=as_json)


@people.command("change", help=_("Give somebody other roles."))
@place_options
@_name
@_roles
@json_option
@speaks_plainly
def change(
    data: Path | None, database: str | None, *, name: str, roles: tuple[str, ...], as_json: bool
) -> None:
    """In place of those they had."""
    with opened(place_of(data, database)) as store:
        from assessor_app.issuer.people import accounts
        from assessor_app.issuer.people.rights import Role

        with store.write() as connection:
            known = accounts.change(
                connection, name, roles=[Role(role) for role in roles], by=ACTOR, now=now()
            )
    say(as_json, _json(known), _line(known))


@people.command("renew", help=_("A new code for somebody who lost password or authenticator."))
@place_options
@_name
@json_option
@speaks_plainly
def renew(data: Path | None, database: str | None, *, name: str, as_json: bool) -> None:
    """Their old password, authenticator and sessions end at once."""
    with opened(place_of(data, database)) as store:
        from assessor_app.issuer.people import accounts

        with store.write() as connection:
            made = accounts.renew(connection, name, by=ACTOR, now=now())
    _tell(made, name, as_json=as_json)


@people.command("end", help=_("Close the account of somebody who left."))
@place_options
@_name
@json_option
@speaks_plainly
def end(data: Path | None, database: str | None, *, name: str, as_json: bool) -> None:
    """What they decided keeps their name."""
    with opened(place_of(data, database)) as store:
        from assessor_app.issuer.people import accounts

        with store.write() as connection:
            accounts.end(connection, name, by=ACTOR, now=now())
            known = accounts.needed(connection, name)
    say(as_json, _json(known), _("The account of {name} is closed.").format(name=known.name))


@people.command("list", help=_("Say who has an account."))
@place_options
@json_option
@speaks_plainly
def listed(data: Path | None, database: str | None, *, as_json: bool) -> None:
    """By name."""
    with opened(place_of(data, database)) as store:
        from assessor_app.issuer.people import accounts

        with store.read() as connection:
            found = accounts.everybody(connection)
    say(as_json, {"people": [_json(one) for one in found]}, *[_line(one) for one in found])


def _tell(made: "Welcome", name: str, *, as_json: bool) -> None:
    expires = made.expires.isoformat(timespec="seconds")
    told = _("Code {code} for {name}, good once, until {expires}. They open /console/welcome and type it.")
    say(
        as_json,
        {"name": name, "code": made.code, "expires": expires},
        told.format(code=made.code, name=name, expires=expires),
    )


def _json(one: "Account") -> dict[str, object]:
    return {
        "name": one.name,
        "roles": sorted(one.roles),
        "ready": one.ready,
        "code_until": one.code_until,
        "ended": one.ended_at,
    }


def _line(one: "Account") -> str:
    state = _("set up") if one.ready else _("waits for its code")
    if one.ended_at:
        state = _("closed")
    return f"{one.name}  {', '.join(sorted(one.roles))}  {state}"
