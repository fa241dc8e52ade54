"""The queue: records that wait for a person, and those that were rejected; each looked at, then decided."""

from litestar import Response, get, post

from assessor_app.domain.errors import KnownError
from assessor_app.domain.verdict import Outcome
from assessor_app.issuer.deciding import decide
from assessor_app.issuer.deciding.opening import Which
from assessor_app.issuer.deciding.queue import Shelf, lengths, listed
from assessor_app.issuer.deciding.showing import shown
from assessor_app.issuer.people.rights import Right, require
from assessor_app.issuer.store import centres, records, stranded
from assessor_app.issuer.store.records import Place
from assessor_app.issuer.web.asking import PublicRequest, parts_of
from assessor_app.issuer.web.console.errors import RAISED, status_of
from assessor_app.issuer.web.console.links import link
from assessor_app.issuer.web.console.visits import Form, Visit, acting, form_of, redirect, visit

_DONE = {Outcome.ACCEPTED: "accepted", Outcome.HELD: "still-held", Outcome.REJECTED: "rejected"}


@get("/queue", sync_to_thread=True)
def queue_page(request: PublicRequest) -> Response[str]:
    here, asked = visit(request), request.query_params
    shelf = Shelf(asked.get("list", "")) if asked.get("list", "") in set(Shelf) else Shelf.DECIDE
    centre = asked.get("centre", "")
    with here.parts.store.read() as connection:
        page = listed(connection, shelf, centre=centre, after=asked.get("after", ""))
        return here.page(
            "queue.html",
            here="queue",
            shelf=shelf.value,
            lengths=lengths(connection, centre=centre),
            rows=[shown(connection, place) for place in page.places],
            after=page.after,
            begun=bool(asked.get("after", "")),
            stranded=len(stranded.waiting(connection)),
            centre=centre,
            centres=centres.all_centres(connection),
            done=asked.get("done", ""),
            count=_count(asked.get("count", "")),
            left=_count(asked.get("left", "")),
        )


@get("/record", sync_to_thread=True)
def record_page(request: PublicRequest) -> Response[str]:
    here, asked = visit(request), request.query_params
    form = Form(values={name: [asked.get(name, "")] for name in ("centre", "chain", "seq")})
    return _record(here, _place(here, form), done=asked.get("done", ""))


@post("/decide", status_code=200)
async def decision(request: PublicRequest) -> Response[str]:
    """Accept, overrule or reject one record."""
    form = await form_of(request)
    return await parts_of(request).in_thread(lambda: _decide(request, form))


@post("/accept", status_code=200)
async def acceptance(request: PublicRequest) -> Response[str]:
    """Accept those that were ticked, each by itself: one that cannot be stops no other."""
    form = await form_of(request)
    return await parts_of(request).in_thread(lambda: _accept_all(request, form))


def _decide(request: PublicRequest, form: Form) -> Response[str]:
    here = acting(request, form)
    which = Which(
        centre=form.text("centre"), chain=form.text("chain"), seq=form.number("seq"), seen=form.number("seen")
    )
    reason, now = form.text("reason"), here.parts.now()
    try:
        with here.parts.store.write() as connection:
            if form.text("act") == "accept":
                decided = decide.accept(connection, here.person, which, reason=reason, now=now)
            else:
                decided = decide.reject(connection, here.person, which, reason=reason, now=now)
    except KnownError as error:
        if error.code in RAISED:
            raise
        return _record(here, _place(here, form), problem=error, reason=reason)
    here.parts.wake.set()
    done = _DONE[decided.outcome]
    return redirect(link("/record", centre=which.centre, chain=which.chain, seq=which.seq, done=done))


def _accept_all(request: PublicRequest, form: Form) -> Response[str]:
    here = acting(request, form)
    require(here.person, Right.DECIDE)
    chosen, done = [_which(text) for text in form.all("record")], 0
    for which in chosen:
        try:
            with here.parts.store.write() as connection:
                decided = decide.accept(connection, here.person, which, now=here.parts.now())
        except KnownError:
            continue  # it stays in the queue, where its own page says why
        done += decided.outcome is Outcome.ACCEPTED
    here.parts.wake.set()
    return redirect(
        link(
            "/queue",
            centre=form.text("only"),
            done="accepted-all" if chosen else "none-chosen",
            count=done,
            left=len(chosen) - done,
        )
    )


def _which(text: str) -> Which:
    """A ticked record: chain, place, verdict seen, centre. Raises KnownError("request-unreadable")."""
    chain, seq, seen, centre = (text.split(" ", 3) + [""] * 4)[:4]
    numbers = Form(values={"seq": [seq], "seen": [seen]})
    return Which(centre=centre, chain=chain, seq=numbers.number("seq"), seen=numbers.number("seen"))


def _place(here: Visit, form: Form) -> Place:
    try:
        with here.parts.store.read() as connection:
            return records.place(
                connection, centre=form.text("centre"), chain=form.text("chain"), seq=form.number("seq")
            )
    except LookupError:
        raise KnownError("record-not-here") from None


def _record(
    here: Visit, place: Place, *, done: str = "", problem: KnownError | None = None, reason: str = ""
) -> Response[str]:
    with here.parts.store.read() as connection:
        return here.page(
            "record.html",
            here="queue",
            status=status_of(problem) if problem else 200,
            record=shown(connection, place),
            done=done,
            problem=problem,
            reason=reason,
        )


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0  # noqa: PLR2004 - a screenful
