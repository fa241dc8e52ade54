"""A network at its worst, between devices and issuers: an HTTP/1.1 proxy that loses, doubles, cuts and delays at random.

It speaks just enough HTTP for what our devices send: a request with a content length, one answer, the connection closed.
Every request is kept, so that all of them can be sent again, byte for byte, when everything is done.
"""

import contextlib
import random
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

_PATIENCE_SECONDS = 60.0
_MOST_HEAD_BYTES = 64 * 1024
_PIECE = 64 * 1024
_PORTAL = b"<!doctype html><title>Welcome</title><p>Accept our terms to use this network.</p>"


class Fault(StrEnum):
    """What may happen to one request."""

    DROP_BEFORE = "dropped before"
    DROP_IN_ANSWER = "dropped in the answer"
    DROP_AFTER = "answer lost"
    DUPLICATE = "sent twice"
    REPLAY = "an old one again before it"
    LATE = "came later"
    TRUNCATE = "cut short"
    DELAY = "delayed"
    ERROR = "500 instead"
    ERROR_AFTER = "500 after it arrived"
    RESET = "reset"
    PORTAL = "a captive portal"


@dataclass
class FaultProxy:
    """Listens on 127.0.0.1; `upstreams` gives the ports of the issuers that may be asked now, `rate` how often something happens."""

    upstreams: Callable[[], list[int]]
    seed: int
    rate: float = 0.3
    faults: Counter[Fault] = field(default_factory=Counter)
    requests: list[bytes] = field(default_factory=list)
    passed: int = 0
    unreachable: int = 0
    _listener: socket.socket = field(default_factory=socket.socket)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _later: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)  # noqa: S311 - to be repeatable
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(64)
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def close(self) -> None:
        self._listener.close()

    def send_again(self) -> Counter[int]:
        """Sends every request that was ever seen once more; returns how often each status came."""
        found: Counter[int] = Counter()
        for request in list(self.requests):
            answer = self._ask(request)
            found[int(answer.split(b" ", 2)[1]) if answer else 0] += 1
        return found

    def _accept(self) -> None:
        while True:
            try:
                client, _address = self._listener.accept()
            except OSError:
                return  # closed
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        client.settimeout(_PATIENCE_SECONDS)
        with client, contextlib.suppress(OSError):  # whoever was killed is not there any more
            request = read_message(client)
            if request is None:
                return
            with self._lock:
                self.requests.append(request)
                fault = self._dice.choice(list(Fault)) if self._dice.random() < self.rate else None
                late = self._later.pop() if self._later and self._dice.random() < self.rate else None
                if fault is not None:
                    self.faults[fault] += 1
                else:
                    self.passed += 1
            if late is not None:
                self._ask(late)
            if fault is None:
                client.sendall(self._ask(request))
            else:
                self._spoil(fault, request, client)

    def _spoil(self, fault: Fault, request: bytes, client: socket.socket) -> None:
        """What is done beside the request first, how often it arrives, and what is made of its answer."""
        if fault is Fault.REPLAY:
            self._replay()
        if fault is Fault.DELAY:
            time.sleep(0.3)
        if fault is Fault.LATE:
            with self._lock:
                self._later.append(request)
        if fault is Fault.TRUNCATE:
            self._ask(request, part=2 / 3)
        if fault is Fault.RESET:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        answer = b""
        for _time in range(_ARRIVES.get(fault, 0)):
            answer = self._ask(request)
        client.sendall(_SAID[fault](answer) if fault in _SAID else answer)

    def _replay(self) -> None:
        with self._lock:
            old = self._dice.choice(self.requests)
        self._ask(old)

    def _ask(self, request: bytes, *, part: float = 1.0) -> bytes:
        """The answer of one of the issuers to this part of the request; nothing where none is there, or it died meanwhile."""
        ports = self.upstreams()
        try:
            with self._lock:
                port = self._dice.choice(ports)
            with socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE_SECONDS) as upstream:
                sent = _closing(request)
                upstream.sendall(sent[: int(len(sent) * part)])
                return (read_message(upstream) or b"") if part == 1.0 else b""
        except (OSError, IndexError):
            with self._lock:
                self.unreachable += 1
            return b""


def read_message(peer: socket.socket) -> bytes | None:
    """One HTTP message with its body, by its content length; None where the peer closed too early."""
    got = b""
    while b"\r\n\r\n" not in got:
        piece = peer.recv(_PIECE)
        if not piece or len(got) > _MOST_HEAD_BYTES:
            return None
        got += piece
    head, _, body = got.partition(b"\r\n\r\n")
    wanted = _length(head)
    parts = [body]
    have = len(body)
    while have < wanted:
        piece = peer.recv(_PIECE)
        if not piece:
            return None
        parts.append(piece)
        have += len(piece)
    return head + b"\r\n\r\n" + b"".join(parts)


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            return int(value)
    return 0


def _closing(request: bytes) -> bytes:
    """The request with `Connection: close`, so that the issuer ends the connection after its answer."""
    head, _, body = request.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body


def _answer_of(status: int, body: bytes, *, kind: str = "text/plain") -> bytes:
    head = f"HTTP/1.1 {status} x\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode("ascii") + body


_ARRIVES = {
    Fault.DROP_IN_ANSWER: 1,
    Fault.DROP_AFTER: 1,
    Fault.DUPLICATE: 2,
    Fault.REPLAY: 1,
    Fault.DELAY: 1,
    Fault.ERROR_AFTER: 1,
}
"""How often the issuer gets the request whole; the others never, or not now."""

_SAID: dict[Fault, Callable[[bytes], bytes]] = {
    Fault.DROP_IN_ANSWER: lambda answer: answer[: len(answer) // 2],
    Fault.DROP_AFTER: lambda _answer: b"",
    Fault.ERROR: lambda _answer: _answer_of(500, b"oops"),
    Fault.ERROR_AFTER: lambda _answer: _answer_of(503, b"busy"),
    Fault.PORTAL: lambda _answer: _answer_of(200, _PORTAL, kind="text/html"),
}
