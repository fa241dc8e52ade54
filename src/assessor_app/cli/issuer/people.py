"""`issuer invite`, `suspend`, `status`."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assessor_app.cli.issuer.opening import (
    ACTOR,
    now,
    opened,
    place_of,
    place_options,
    root_option,
    say_list,
    signed_or_why,
)
from assessor_app.cli.opening import json_option
from assessor_app.cli.output import Exit, say, speaks_plainly
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.issuer import centre_unnamed, count_line, drifted, person_unknown

if TYPE_CHECKING:
    from assessor_app.issuer.counting.status import CentreCount, DeviceCount


@click.command(help=_("Make a code with which one device of a centre enrols, once."))
@place_options
@root_option
@click.option("--centre", required=True, metavar="C", help=_("The centre's id; a new one is added."))
@click.option(
    "--centre-name",
    metavar="NAME",
    help=_("How the centre is named to checkers. By default as its device says."),
)
@click.option("--approval", default="", metavar="NUMBER", help=_("The centre's approval number."))
@click.option("--phone", default="", metavar="P", help=_("The centre's telephone number for checkers."))
@click.option(
    "--country",
    default="",
    metavar="CC",
    help=_("The centre's country, as two letters (ISO 3166). By default what its device says."),
)
@click.option(
    "--scope",
    multiple=True,
    metavar="S",
    help=_("Form codes or their beginnings that the device may certify. By default all. May be repeated."),
)
@click.option("--days", type=int, metavar="D", help=_("How long each delegation lasts. By default 400 days."))
@json_option
@speaks_plainly
def invite(
    data: Path | None,
    database: str | None,
    *,
    root_file: Path | None,
    centre: str,
    centre_name: str | None,
    approval: str,
    phone: str,
    country: str,
    scope: tuple[str, ...],
    days: int | None,
    as_json: bool,
) -> None:
    """The code is shown here and nowhere again."""
    with opened(place_of(data, database)) as store:
        from assessor_app.issuer.enrolling.invite import DELEGATION_DAYS
        from assessor_app.issuer.enrolling.invite import invite as make
        from assessor_app.issuer.setting_up.countries import read_country
        from assessor_app.issuer.store.centres import Centre, is_named

        wanted = tuple(part.strip() for typed in scope for part in typed.split(",")) or ("*",)
        with store.write() as connection:
            unnamed = centre_name is None and not is_named(connection, centre)
            made = make(
                connection,
                Centre(
                    id=centre,
                    name=centre_name or centre,
                    approval_number=approval,
                    phone=phone,
                    country=read_country(country),
                ),
                scope=wanted,
                days=DELEGATION_DAYS if days is None else days,
                by=ACTOR,
                now=now(),
            )
        current, why = signed_or_why(store, root_file)
    expires = made.expires.isoformat(timespec="seconds")
    value = {"code": made.code, "expires": expires, "centre": centre, "list_current": current}
    value["warnings"] = ["centre-unnamed"] if unnamed else []
    say(as_json, value, _("Code {code}, good once, until {expires}.").format(code=made.code, expires=expires))
    if unnamed:
        click.echo(centre_unnamed(centre), err=True)
    say_list(current, why)


@click.command(help=_("Suspend a device, a centre or a person: their later records wait for a human."))
@place_options
@root_option
@click.option("--device", metavar="ID", help=_("A device, by its id or the beginning of it."))
@click.option("--centre", metavar="C", help=_("A centre; or that of the person."))
@click.option("--person", metavar="ID", help=_("A person of the centre, by their id."))
@click.option("--lift", is_flag=True, help=_("End the suspension."))
@json_option
@speaks_plainly
def suspend(
    data: Path | None,
    database: str | None,
    *,
    root_file: Path | None,
    device: str | None,
    centre: str | None,
    person: str | None,
    lift: bool,
    as_json: bool,
) -> None:
    """Cuts at the last number receipted."""
    with opened(place_of(data, database)) as store:
        from assessor_app.issuer.enrolling import suspend as suspending

        with store.write() as connection:
            subject = suspending.subject_of(connection, device=device, centre=centre, person=person)
            known = suspending.is_known(connection, subject)
            after: dict[str, int] = {}
            if lift:
                suspending.lift(connection, subject, by=ACTOR, now=now())
            else:
                after = suspending.suspend(connection, subject, by=ACTOR, now=now())
        current, why = signed_or_why(store, root_file)
    value: dict[str, Any] = {
        "kind": subject.kind.value,
        "centre": subject.centre,
        "subject": subject.id,
        "suspended": not lift,
        "after": after,
        "list_current": current,
        "warnings": [] if known else ["person-unknown"],
    }
    told = _("The suspension of {subject} is over.") if lift else _("{subject} is suspended.")
    say(as_json, value, told.format(subject=subject.id))
    if not known:
        click.echo(person_unknown(subject.centre), err=True)
    say_list(current, why)


@click.command(help=_("Say how many records each centre and device handed over, and where they stand."))
@place_options
@click.option(
    "--recount", is_flag=True, help=_("Count every record anew where the numbers that are kept are wrong.")
)
@json_option
@speaks_plainly
def status(data: Path | None, database: str | None, *, recount: bool, as_json: bool) -> Exit:
    """Exit status 1 where a count does not close, or is not what counting every record comes to."""
    with opened(place_of(data, database)) as store:
        from assessor_app.issuer.counting.recount import recount as count_anew
        from assessor_app.issuer.counting.status import status as count
        from assessor_app.issuer.keys import anchors
        from assessor_app.issuer.store import tally

        if recount:
            count_anew(store, by=ACTOR, now=now())
        with store.read() as connection:
            found, drift = count(connection), tally.drift(connection)
            current = anchors.newest(connection).current
    value = {
        "count": asdict(found.count),
        "closes": found.closes,
        "undecided": found.undecided,
        "centres": [_centre_json(one) for one in found.centres],
        "list_current": current,
        "drift": [{**asdict(one.standing), "kept": one.kept, "counted": one.counted} for one in drift],
    }
    lines = []
    for one in found.centres:
        lines.append(f"{one.centre.id}  {count_line(one.count)}")
        lines += [_device_line(row) for row in one.devices]
    say(as_json, value, *lines, count_line(found.count))
    if drift:
        click.echo(drifted(len(drift)), err=True)
    say_list(current, None)
    return Exit.DONE if found.closes and not drift else Exit.NO


def _device_line(row: "DeviceCount") -> str:
    state = " · " + _("retired") if row.device.retired_at else ""
    return f"  {row.device.id[:16]}  {row.device.name}{state}  {count_line(row.count)}"


def _centre_json(one: "CentreCount") -> dict[str, Any]:
    devices = [
        {
            "id": row.device.id,
            "name": row.device.name,
            "count": asdict(row.count),
            "delegated_until": row.device.delegated_until,
            "last_contact": row.device.last_contact,
            "heartbeat": json.loads(row.device.heartbeat) if row.device.heartbeat else None,
        }
        for row in one.devices
    ]
    return {"id": one.centre.id, "name": one.centre.name, "count": asdict(one.count), "devices": devices}
