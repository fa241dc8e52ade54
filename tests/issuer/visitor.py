"""Somebody at the console: a browser without a window, over real HTTP; and a served issuer to visit."""

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import uvicorn

from assessor_app.issuer.people import accounts
from assessor_app.issuer.people.rights import Role
from assessor_app.issuer.people.totp import code_at, step_of
from assessor_app.issuer.people.welcome import arrive, settle_in
from assessor_app.issuer.web.app import make_app
from assessor_app.issuer.web.limits import RateLimit
from assessor_app.issuer.web.logs import logger
from assessor_app.issuer.web.metrics import Metrics
from assessor_app.issuer.web.parts import Parts
from assessor_app.issuer.web.shelf import Shelf
from made import Issuer

PASSWORD = "correct horse battery"


@dataclass
class Page:
    """An answer: its status, its headers by small name, its text."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def words(self) -> str:
        """What a person reads, on one line."""
        reader = _Words()
        reader.feed(self.text)
        return " ".join(" ".join(reader.found).split())

    def field(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.text)
        assert found, name
        return found[1]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


@dataclass
class Visitor:
    """Keeps cookies and the token of its forms, and follows redirects, as a browser does."""

    url: str
    cookies: dict[str, str] = field(default_factory=dict)
    csrf: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> Page:
        parts = urlsplit(self.url)
        connection = HTTPConnection(str(parts.hostname), parts.port, timeout=20)
        sent = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
        try:
            connection.request(method, path, body=body, headers=sent)
            answer = connection.getresponse()
            page = Page(
                status=answer.status,
                headers={name.lower(): value for name, value in answer.getheaders()},
                text=answer.read().decode("utf-8"),
            )
        finally:
            connection.close()
        cookie = page.headers.get("set-cookie", "")
        if cookie:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        token = re.search(r'name="csrf" value="([^"]*)"', page.text)
        self.csrf = token[1] if token else self.csrf
        return page

    def get(self, path: str, **query: object) -> Page:
        return self.followed(self.ask("GET", path + (f"?{urlencode(query)}" if query else "")))

    def post(self, path: str, **values: object) -> Page:
        sent = {"csrf": self.csrf, **values}
        return self.followed(self.ask("POST", path, urlencode(sent, doseq=True)))

    def followed(self, page: Page) -> Page:
        return self.get(page.headers["location"]) if page.status == 303 else page


@dataclass
class Console:
    """A served issuer, and the secrets of the authenticators of whoever has an account."""

    issuer: Issuer
    parts: Parts
    url: str
    secrets: dict[str, bytes] = field(default_factory=dict)
    used: dict[str, int] = field(default_factory=dict)

    def person(self, name: str, *roles: Role) -> str:
        """An account that is set up."""
        now = self.parts.now()
        with self.issuer.store.write() as connection:
            made = accounts.add(connection, name, roles, by="test", now=now)
            secret = arrive(connection, made.code, vault=self.issuer.vault, now=now).secret
            # A code of the step before: the ones that follow are left for signing in.
            digits = code_at(secret, step_of(now) - 1)
            settle_in(
                connection, made.code, password=PASSWORD, digits=digits, vault=self.issuer.vault, now=now
            )
        self.secrets[name] = secret
        return name

    def digits(self, name: str) -> str:
        """What the authenticator shows; each code once, the next one where it was used."""
        step = max(step_of(self.parts.now()), self.used.get(name, 0) + 1)
        self.used[name] = step
        return code_at(self.secrets[name], step)

    def signed_in(self, name: str) -> Visitor:
        visitor = Visitor(self.url)
        visitor.get("/console/sign-in")
        page = visitor.post("/console/sign-in", name=name, password=PASSWORD, digits=self.digits(name))
        assert page.status == 200, page.words
        return visitor


@contextmanager
def console(
    issuer: Issuer, *, port: int = 0, clock: Callable[[], float] = time.monotonic
) -> Iterator[Console]:
    """The issuer served by a thread on 127.0.0.1. Nothing is judged but when a test says so; `clock` is that of the limits."""
    parts = Parts(
        store=issuer.store,
        vault=issuer.vault,
        pieces=None,
        metrics=Metrics(),
        limit=RateLimit(clock),
        shelf=Shelf(),
        log=logger(),
    )
    with socket.socket() as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(("127.0.0.1", port))
        config = uvicorn.Config(
            make_app(parts), log_config=None, access_log=False, lifespan="off", proxy_headers=True
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        try:
            until = time.monotonic() + 20
            while not server.started:
                assert time.monotonic() < until
                time.sleep(0.01)
            yield Console(issuer=issuer, parts=parts, url=f"http://127.0.0.1:{bound.getsockname()[1]}")
        finally:
            server.should_exit = True
            thread.join()
