"""Who asks for a page: the cookie, the session behind it, and the proof that a form is theirs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from litestar import Response
from litestar.datastructures import Cookie
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.people import sessions
from assessor_app.issuer.people.rights import Person, Right
from assessor_app.issuer.store import settings
from assessor_app.issuer.web.asking import PublicRequest, limited, parts_of
from assessor_app.issuer.web.console.links import ROOT
from assessor_app.issuer.web.console.pages import HEADERS, answer
from assessor_app.issuer.web.limits import CONSOLE
from assessor_app.issuer.web.parts import Parts
from assessor_app.wording.errors import sentence

_MOST_FIELDS = 300
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, kw_only=True)
class Form:
    """What was sent in a form; a name that was not is empty."""

    values: Mapping[str, Sequence[str]]

    def text(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), "")

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(self.values.get(name, ()))

    def number(self, name: str) -> int:
        """A whole number of at most nine digits. Raises KnownError("request-unreadable")."""
        text = self.text(name)
        if not (text.isascii() and text.isdigit() and len(text) < 10):  # noqa: PLR2004 - fits every column
            raise KnownError("request-unreadable")
        return int(text)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Somebody who is signed in. `body` is the awarding body's name."""

    parts: Parts
    person: Person
    csrf: str = field(repr=False)
    body: str

    def page(self, template: str, /, *, here: str, status: int = 200, **values: Any) -> Response[str]:
        """A page of the console; `here` is the entry of its menu."""
        problem: KnownError | None = values.pop("problem", None)
        return answer(
            template,
            status=status,
            me=self.person,
            csrf=self.csrf,
            body=self.body,
            here=here,
            rights={right.value: self.person.may(right) for right in Right},
            problem=sentence(problem) if problem else "",
            **values,
        )


def visit(request: PublicRequest) -> Visit:
    """Whoever asks. Raises KnownError: "too-often", "sign-in-first"."""
    limited(request, "console", CONSOLE)
    parts, token = parts_of(request), request.cookies.get(_cookie(request), "")
    now = parts.now()
    with parts.store.read() as connection:
        held = sessions.find(connection, token, now=now) if token else None
        body = settings.needed(connection, "name")
    if held is None:
        raise KnownError("sign-in-first")
    if held.stale:
        with parts.store.write() as connection:
            sessions.touch(connection, token, now=now)
    return Visit(parts=parts, person=held.person, csrf=held.csrf, body=body)


def acting(request: PublicRequest, form: Form) -> Visit:
    """Whoever sent a form. Raises what `visit` does, and KnownError("form-stale") where it is not theirs."""
    found = visit(request)
    sessions.require_csrf(found.csrf, form.text("csrf"))
    return found


async def form_of(request: PublicRequest) -> Form:
    """The form that was sent, from a page of ours. Raises KnownError: "form-stale", "request-unreadable"."""
    same_origin(request)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise KnownError("request-unreadable")
    body = await request.body()
    try:
        values = parse_qs(
            body.decode("utf-8"),
            keep_blank_values=True,
            max_num_fields=_MOST_FIELDS,
            errors="strict",
        )
    except ValueError as error:
        raise KnownError("request-unreadable") from error
    if any("\0" in text for texts in values.values() for text in texts):
        raise KnownError("request-unreadable")
    return Form(values=values)


def same_origin(request: PublicRequest) -> None:
    """Raises KnownError("form-stale") where a browser says that the form stood on another site's page."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    if origin not in {None, own} or site not in {None, "same-origin", "none"}:
        raise KnownError("form-stale")


def redirect(path: str) -> Redirect:
    """To another page of the console, by GET."""
    return Redirect(path, status_code=HTTP_303_SEE_OTHER, headers=dict(HEADERS))


def with_session(request: PublicRequest, to: str, token: str) -> Redirect:
    """To a page, signed in."""
    answered = redirect(to)
    answered.set_cookie(_made(request, token, most=int(sessions.AGE.total_seconds())))
    return answered


def without_session(request: PublicRequest, to: str) -> Redirect:
    """To a page, signed out."""
    answered = redirect(to)
    answered.set_cookie(_made(request, "", most=0))
    return answered


def end_session(request: PublicRequest) -> None:
    token = request.cookies.get(_cookie(request), "")
    if token:
        with parts_of(request).store.write() as connection:
            sessions.finish(connection, token)


def _is_secure(request: PublicRequest) -> bool:
    """Whether TLS ends in front of us: the proxy on this machine says so, and nobody else is believed."""
    return request.url.scheme == "https"


def _cookie(request: PublicRequest) -> str:
    return "__Host-assessor-console" if _is_secure(request) else "assessor-console"


def _made(request: PublicRequest, token: str, *, most: int) -> Cookie:
    secure = _is_secure(request)
    return Cookie(
        key=_cookie(request),
        value=token,
        path="/" if secure else ROOT,
        max_age=most,
        httponly=True,
        secure=secure,
        samesite="strict",
    )
