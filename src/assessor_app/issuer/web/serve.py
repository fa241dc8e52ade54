"""Running the service: one process on 127.0.0.1, behind a proxy that ends TLS."""

import contextlib
import gc
import logging
import os
import secrets
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import uvicorn
from litestar.types import ASGIApp

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.intake.pieces import open_pieces
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.store.engine import Store
from assessor_app.issuer.web.app import make_app
from assessor_app.issuer.web.endless import cut_endless
from assessor_app.issuer.web.heads import answer_heads
from assessor_app.issuer.web.limits import RateLimit
from assessor_app.issuer.web.logs import ServersWords, logger
from assessor_app.issuer.web.metrics import Metrics
from assessor_app.issuer.web.parts import Parts
from assessor_app.issuer.web.shelf import Shelf
from assessor_app.issuer.web.work import working

HOST = "127.0.0.1"
_KEEP_ALIVE_SECONDS = 15
_GRACE_SECONDS = 20
_MOST_AT_ONCE = 200
_COLLECT_AFTER = 20_000
_SWITCH_SECONDS = 0.001
"""A thread that keeps rows needs the interpreter for a moment in a thousand rows, and shall not wait five milliseconds for it."""


def serve(
    store: Store,
    *,
    vault: Vault,
    folder: Path | None,
    port: int,
    ready: Path | None,
    told: Callable[[str], None],
) -> None:
    """Runs until SIGTERM or SIGINT, then finishes what it began; `told` hears its URL when it answers.

    Raises KnownError: "port-taken", "file-not-written".
    """
    parts = Parts(
        store=store,
        vault=vault,
        pieces=open_pieces(store, folder),
        metrics=Metrics(),
        limit=RateLimit(time.monotonic),
        shelf=Shelf(),
        log=logger(),
    )
    bound = _bound(port)
    url = f"http://{HOST}:{bound.getsockname()[1]}"
    _tell_what_waits(parts)
    with bound, working(parts):
        _quiet_collector()
        sys.setswitchinterval(_SWITCH_SECONDS)
        _log_as_we_do(parts)

        def answers() -> None:
            if ready is not None:
                write_ready(ready, url)
            told(url)

        _Server(_config(cut_endless(answer_heads(make_app(parts)))), answers=answers).run(sockets=[bound])
    parts.log.info("stopped", url=url)


def _tell_what_waits(parts: Parts) -> None:
    """The list of keys is signed by the root, which is not here: whoever starts the service hears that it is to be fetched."""
    with parts.store.read() as connection:
        current = anchors.newest(connection).current
    if not current:
        parts.log.warning("key-list-waits-for-root", run="assessor-app issuer keys sign --root FILE")


def _log_as_we_do(parts: Parts) -> None:
    told = logging.getLogger("uvicorn.error")
    told.addHandler(ServersWords(parts.log))
    told.propagate = False


def _quiet_collector() -> None:
    """What was imported stays, and need not be looked through for cycles again; a batch makes ten thousand objects and no cycle."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER)


class _Server(uvicorn.Server):
    """Says when it answers, and ends with status 0 when it is told to stop."""

    def __init__(self, config: uvicorn.Config, *, answers: Callable[[], None]) -> None:
        super().__init__(config)
        self._answers = answers

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            self._answers()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {number: signal.signal(number, self._stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.handle_exit(number, frame)


def write_ready(path: Path, url: str) -> None:
    """One line, whole or not at all: whoever waits for the file may read it at once.

    Raises KnownError("file-not-written") where the file cannot be there: whoever waits for it would wait for ever.
    """
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with aside.open("w", encoding="ascii") as file:
            file.write(url + "\n")
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        raise KnownError("file-not-written", path=str(path), why=error.strerror or str(error)) from error


def _bound(port: int) -> socket.socket:
    # Only where a socket says that it is TCP does asyncio send at once: else the second part of every answer on a kept
    # connection waits for the other side's word on the first, for 40 ms.
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((HOST, port))
    except OSError as error:
        made.close()
        raise KnownError("port-taken", port=port) from error
    return made


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http="h11",  # the one that bounds what stands before a body
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=True,
        forwarded_allow_ips=HOST,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        limit_concurrency=_MOST_AT_ONCE,
        h11_max_incomplete_event_size=32 * 1024,
        lifespan="off",
        ws="none",
    )
