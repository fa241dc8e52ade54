"""The proxy of the proof does what it says, or the proof would prove nothing."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from fault_proxy import Fault, FaultProxy, read_message

REQUEST = b"POST /envelopes HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyes"


@contextmanager
def an_issuer(seen: list[bytes | None]) -> Iterator[int]:
    """Says yes to everything whole."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                peer, _address = listener.accept()
            except OSError:
                return
            with peer:
                request = read_message(peer)
                seen.append(request)
                if request is not None:
                    peer.sendall(ANSWER)

    threading.Thread(target=serve, daemon=True).start()
    yield listener.getsockname()[1]
    listener.close()


def ask(proxy: FaultProxy) -> bytes | None:
    port = int(proxy.url.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port), timeout=20) as peer:
        try:
            peer.sendall(REQUEST)
            return read_message(peer)
        except ConnectionError:
            return None


def test_without_faults_everything_comes_through() -> None:
    seen: list[bytes | None] = []
    with an_issuer(seen) as port:
        proxy = FaultProxy(upstreams=lambda: [port], seed=1, rate=0.0)
        assert [ask(proxy) for _ in range(5)] == [ANSWER] * 5
        assert proxy.send_again() == {200: 5}
        proxy.close()
    assert len(seen) == 10
    assert all(request is not None and request.endswith(b"hello") for request in seen)


def test_every_fault_happens_and_some_requests_arrive_more_than_once_or_never() -> None:
    seen: list[bytes | None] = []
    with an_issuer(seen) as port:
        proxy = FaultProxy(upstreams=lambda: [port], seed=3, rate=0.8)
        answers = [ask(proxy) for _ in range(150)]
        proxy.close()
    assert set(proxy.faults) == set(Fault)
    assert answers.count(ANSWER) < 150
    assert None in answers, "answers were lost"
    assert None in seen, "requests were cut short"
    assert len(proxy.requests) == 150


def test_an_issuer_that_is_dead_is_told_as_no_answer() -> None:
    proxy = FaultProxy(upstreams=lambda: [1], seed=1, rate=0.0)
    assert ask(proxy) is None
    assert proxy.unreachable == 1
    proxy.close()
