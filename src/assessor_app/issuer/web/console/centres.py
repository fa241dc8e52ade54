"""Centres and their devices: how they are, who is suspended, who is invited."""

import json
from dataclasses import dataclass

from litestar import Response, get, post
from sqlalchemy import Connection

from assessor_app.domain.count import Count
from assessor_app.domain.errors import KnownError
from assessor_app.issuer.counting.status import CentreCount, status
from assessor_app.issuer.enrolling import suspend as suspending
from assessor_app.issuer.enrolling.invite import CODE_DAYS, DELEGATION_DAYS, Invitation, invite
from assessor_app.issuer.people.rights import Right, require
from assessor_app.issuer.store import suspensions
from assessor_app.issuer.store.centres import Centre, Device, find_centre
from assessor_app.issuer.store.suspensions import Kind, Subject
from assessor_app.issuer.web.asking import PublicRequest, parts_of
from assessor_app.issuer.web.console.errors import RAISED, status_of
from assessor_app.issuer.web.console.links import link
from assessor_app.issuer.web.console.visits import Form, Visit, acting, form_of, redirect, visit


@dataclass(frozen=True, kw_only=True)
class Row:
    """`unsent` is the device's own last word, None where it never said; `open` assessments exist only there."""

    device: Device
    count: Count
    unsent: int | None
    open: int | None
    suspended: bool


@get("/centres", sync_to_thread=True)
def centre_list(request: PublicRequest) -> Response[str]:
    here = visit(request)
    with here.parts.store.read() as connection:
        found = status(connection).centres
        suspended = {
            one.centre.id for one in found if _is_suspended(connection, one.centre.id, one.centre.id)
        }
    return _invite_page(here, found, suspended=suspended)


@get("/centre", sync_to_thread=True)
def centre_page(request: PublicRequest) -> Response[str]:
    here = visit(request)
    asked = request.query_params
    done, person = asked.get("done", ""), asked.get("person", "")
    return _centre_page(here, asked.get("id", ""), done=done, person=person)


@post("/invite", status_code=200)
async def invitation(request: PublicRequest) -> Response[str]:
    """The code stands on the page that answers, and nowhere again."""
    form = await form_of(request)
    return await parts_of(request).in_thread(lambda: _invite(request, form))


@post("/suspend", status_code=200)
async def suspension(request: PublicRequest) -> Response[str]:
    form = await form_of(request)
    return await parts_of(request).in_thread(lambda: _suspend(request, form))


def _invite(request: PublicRequest, form: Form) -> Response[str]:
    here = acting(request, form)
    centre = Centre(
        id=form.text("centre").strip(),
        name=form.text("name").strip() or form.text("centre").strip(),
        approval_number=form.text("approval").strip(),
        phone=form.text("phone").strip(),
    )
    scope = tuple(form.text("scope").replace(",", " ").split()) or ("*",)
    try:
        require(here.person, Right.INVITE)
        days = form.number("days") if form.text("days").strip() else DELEGATION_DAYS
        with here.parts.store.write() as connection:
            made: Invitation = invite(
                connection, centre, scope=scope, days=days, by=here.person.name, now=here.parts.now()
            )
            # One that was there keeps its name where none was typed.
            centre = find_centre(connection, centre.id) or centre
    except KnownError as error:
        if error.code in RAISED:
            raise
        with here.parts.store.read() as connection:
            found = status(connection).centres
        return _invite_page(here, found, form=form, problem=error)
    return here.page("invited.html", here="centres", made=made, centre=centre, scope=scope, days=CODE_DAYS)


def _suspend(request: PublicRequest, form: Form) -> Response[str]:
    here = acting(request, form)
    require(here.person, Right.SUSPEND)
    centre, lifts = form.text("centre"), form.text("act") == "lift"
    whole = not form.text("device") and not form.text("person").strip()
    try:
        if whole and not lifts and form.text("sure") != "yes":
            raise KnownError("centre-not-confirmed")  # noqa: TRY301 - said on the page like every other
        with here.parts.store.write() as connection:
            subject = suspending.subject_of(
                connection,
                device=form.text("device") or None,
                centre=centre,
                person=form.text("person").strip() or None,
            )
            act = suspending.lift if lifts else suspending.suspend
            act(connection, subject, by=here.person.name, now=here.parts.now())
    except KnownError as error:
        return _centre_page(here, centre, person=form.text("person"), problem=error)
    return redirect(link("/centre", id=centre, done="lifted" if lifts else "suspended"))


def _invite_page(
    here: Visit,
    found: tuple[CentreCount, ...],
    *,
    suspended: set[str] | None = None,
    form: Form | None = None,
    problem: KnownError | None = None,
) -> Response[str]:
    names = ("centre", "name", "approval", "phone", "scope", "days")
    return here.page(
        "centres.html",
        here="centres",
        status=status_of(problem) if problem else 200,
        centres=found,
        suspended=suspended or set(),
        typed={name: form.text(name) if form else "" for name in names},
        default_days=DELEGATION_DAYS,
        problem=problem,
    )


def _centre_page(
    here: Visit, centre_id: str, *, done: str = "", person: str = "", problem: KnownError | None = None
) -> Response[str]:
    with here.parts.store.read() as connection:
        found = [one for one in status(connection).centres if one.centre.id == centre_id]
        if not found:
            raise KnownError("no-such-centre", centre=centre_id)
        (centre,) = found
        rows = tuple(
            Row(
                device=row.device,
                count=row.count,
                unsent=_said(row.device, "records", "unsent"),
                open=_said(row.device, "open"),
                suspended=_is_suspended(connection, centre_id, row.device.id, Kind.DEVICE),
            )
            for row in centre.devices
        )
        people = _suspended_people(connection, centre_id)
        suspended = _is_suspended(connection, centre_id, centre_id)
    return here.page(
        "centre.html",
        here="centres",
        status=status_of(problem) if problem else 200,
        centre=centre.centre,
        count=centre.count,
        rows=rows,
        people=people,
        suspended=suspended,
        done=done,
        person=person,
        problem=problem,
    )


def _is_suspended(connection: Connection, centre: str, subject: str, kind: Kind = Kind.CENTRE) -> bool:
    return suspensions.is_suspended(connection, Subject(centre=centre, kind=kind, id=subject))


def _suspended_people(connection: Connection, centre: str) -> tuple[str, ...]:
    found = {
        subject
        for kind, subject, _chain, _after in suspensions.in_force(connection, centre)
        if kind == Kind.PERSON
    }
    return tuple(sorted(found))


def _said(device: Device, *names: str) -> int | None:
    """A number in the device's own last word on itself."""
    value: object = json.loads(device.heartbeat) if device.heartbeat else None
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    if value is None and device.heartbeat:
        return 0  # what is nought is left out of a heartbeat
    return value if isinstance(value, int) else None
