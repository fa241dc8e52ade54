"""`assessor-app enrol`: this device joins an awarding body, by network or by two files on a stick."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assessor_app.cli.opening import data_option, json_option, opened, who_acts
from assessor_app.cli.output import Exit, say, speaks_plainly
from assessor_app.domain.errors import KnownError
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.enrolling import joined_words, left_words

if TYPE_CHECKING:
    from assessor_app.device import Device
    from assessor_app.services.enrolling.answer import Joined
    from assessor_app.services.enrolling.ports import PendingRequest


@click.command(
    help=_(
        "Join an awarding body with its one-time code. By network: --url U --code C. By stick: --code C --usb DIR writes"
        " the request there; when the stick comes back, --usb DIR takes the answer. --file does the same with one file."
        " Without options, what was asked before is asked again."
    )
)
@data_option
@click.option("--url", metavar="U", help=_("The address of the awarding body's server."))
@click.option("--code", metavar="C", help=_("The one-time code that the awarding body gave."))
@click.option("--usb", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help=_("The stick."))
@click.option(
    "--file",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="F",
    help=_("The answer to take; with --code, the file to write the request to."),
)
@click.option("--again", is_flag=True, help=_("Join anew, where this device belongs to an awarding body."))
@click.option(
    "--today-is-right", is_flag=True, help=_("Somebody looked: the date of this computer is right.")
)
@json_option
@speaks_plainly
def enrol(
    data: Path | None,
    *,
    url: str | None,
    code: str | None,
    usb: Path | None,
    path: Path | None,
    again: bool,
    today_is_right: bool,
    as_json: bool,
) -> Exit:
    """Exit status 0 when it joined or the request lies where it was asked for, 4 when no answer came yet."""
    _require_one_way(url=url, code=code, usb=usb, path=path)
    with opened(data, readonly=False) as device:
        by = who_acts(device)
        if usb is not None:
            return _by_stick(device, usb, by=by, code=code, again=again, sure=today_is_right, as_json=as_json)
        if path is not None:
            return _by_file(device, path, by=by, code=code, again=again, sure=today_is_right, as_json=as_json)
        return _by_network(
            device, by=by, code=code, url=url, again=again, sure=today_is_right, as_json=as_json
        )


def _require_one_way(*, url: str | None, code: str | None, usb: Path | None, path: Path | None) -> None:
    if sum(one is not None for one in (url, usb, path)) > 1:
        raise click.UsageError(_("Give one of --url, --usb and --file."))
    if url is not None and code is None:
        raise click.UsageError(_("Give the one-time code: --code C."))
    if code is not None and url is None and usb is None and path is None:
        raise click.UsageError(_("Say how it goes there: --url U, --usb DIR or --file F."))


def _by_network(
    device: "Device", *, by: str, code: str | None, url: str | None, again: bool, sure: bool, as_json: bool
) -> Exit:
    from assessor_app.device.enrolling import carrier_to
    from assessor_app.services.enrolling.answer import ask_again, ask_and_take
    from assessor_app.services.enrolling.request import ask_to_join

    desk = device.enrolling
    pending = ask_to_join(desk, by=by, code=code, url=url or "", again=again) if code else ask_again(desk)
    try:
        with carrier_to(pending.url) as carrier:
            joined = ask_and_take(desk, pending, carrier, by=by, clock_confirmed=sure)
    except KnownError as error:
        return _not_reached(error, pending, as_json=as_json)
    return _told(joined, as_json=as_json)


def _by_stick(
    device: "Device", usb: Path, *, by: str, code: str | None, again: bool, sure: bool, as_json: bool
) -> Exit:
    from assessor_app.services.enrolling.answer import require_pending
    from assessor_app.services.enrolling.by_stick import take_from, write_request
    from assessor_app.services.enrolling.request import ask_to_join
    from assessor_app.transport.stick import Stick

    desk, stick = device.enrolling, Stick(usb)
    stick.sweep()
    if code is not None:
        pending = ask_to_join(desk, by=by, code=code, again=again)
        return _asked(pending, usb / write_request(desk, stick, pending), as_json=as_json)
    joined = take_from(desk, stick, by=by, clock_confirmed=sure)
    if joined is not None:
        return _told(joined, as_json=as_json)
    pending = require_pending(desk)
    where = usb / write_request(desk, stick, pending)
    words = _("No answer lies there yet. The request is in {path}.")
    say(as_json, _open(pending, where, state="waiting"), words.format(path=where))
    return Exit.WAITING


def _by_file(
    device: "Device", path: Path, *, by: str, code: str | None, again: bool, sure: bool, as_json: bool
) -> Exit:
    from assessor_app.services.enrolling.answer import take_answer
    from assessor_app.services.enrolling.request import ask_to_join, request_file
    from assessor_app.transport.stick import StickFile, write_new

    desk = device.enrolling
    if code is None:
        if not path.is_file():
            raise KnownError("answer-missing", path=str(path))
        answer = StickFile(path=path).read()
        return _told(take_answer(desk, answer, by=by, clock_confirmed=sure), as_json=as_json)
    pending = ask_to_join(desk, by=by, code=code, again=again)
    _name, content = request_file(desk, pending)
    write_new(path, content)
    return _asked(pending, path, as_json=as_json)


def _not_reached(error: KnownError, pending: "PendingRequest", *, as_json: bool) -> Exit:
    """Nobody that counts answered: the request waits, and is asked again as it is."""
    from assessor_app.services.syncing.carriers import NOBODY, PASSING
    from assessor_app.wording.errors import sentence

    if error.code not in NOBODY | PASSING:
        raise error
    told = sentence(error)
    say(as_json, _open(pending, None, state="waiting") | {"error": error.code, "message": told})
    click.echo(told, err=True)
    return Exit.WAITING


def _asked(pending: "PendingRequest", where: Path, *, as_json: bool) -> Exit:
    words = _(
        "The request is in {path}. Take it to the awarding body; this device goes on as it is until the answer is back."
    )
    say(as_json, _open(pending, where, state="asked"), words.format(path=where))
    return Exit.DONE


def _open(pending: "PendingRequest", where: Path | None, *, state: str) -> dict[str, Any]:
    value = {"state": state, "request": pending.id, "chain": pending.chain, "url": pending.url}
    return value if where is None else value | {"file": str(where)}


def _told(joined: "Joined", *, as_json: bool) -> Exit:
    enrolment = joined.enrolment
    value = {
        "state": "joined",
        "issuer": enrolment.issuer,
        "name": enrolment.name,
        "centre": enrolment.centre,
        "device": enrolment.device,
        "url": enrolment.url,
        "certifies_until": joined.certifies_until,
        "adopted": joined.adopted,
        "differing": list(joined.differing),
    }
    say(as_json, value, joined_words(joined), *left_words(joined))
    return Exit.DONE
