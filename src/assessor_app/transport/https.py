"""Carries what a device has to say to its issuer over HTTPS, and brings back the answer; what is in it is not its concern.

Everything that it carries means the same however often it arrives, so it tries again by itself, a few times and a
little later each time. Only an answer of the kind that was asked for is handed on: the sign-in page of a network
answers anything, with any status.
"""

import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self

from assessor_app.domain.errors import KnownError
from assessor_app.domain.issuer_address import host_of, read_address
from assessor_app.formats import refusal
from assessor_app.formats.enrolment import ANSWER_MAGIC
from assessor_app.formats.envelope import MAGIC, MEDIA_TYPE
from assessor_app.formats.sync_limits import MOST_ANSWER_BYTES, MOST_ENVELOPE_BYTES, MOST_HEAD_BYTES
from assessor_app.transport import failures

if TYPE_CHECKING:
    import httpx

ENROLMENT_TYPE = "application/vnd.assessor.enrolment"
PIECE_TYPE = "application/octet-stream"
_OK, _NO_CONTENT = 200, 204
_CLIENT_ERRORS, _TOO_OFTEN = range(400, 500), 429
_GATEWAY = frozenset({502, 503, 504})


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long is waited (seconds), and how often is tried in all. `longest` ends one try, however it trickles."""

    attempts: int = 4
    connect: float = 15
    silence: float = 60
    longest: float = 900
    first_pause: float = 0.5
    longest_pause: float = 8


class HttpsCarrier:
    """One issuer, by its address. Use it as a context: connections are kept between requests and closed at its end.

    `go_on` is asked between tries: False ends them. Every method raises KnownError: `network-away`, `issuer-away`,
    `issuer-slow`, `connection-lost`, `issuer-not-proved`, `answer-not-issuer`, `too-often`, or the code that the issuer refused
    with; and what `read_address` raises.
    """

    def __init__(
        self,
        url: str,
        *,
        patience: Patience | None = None,
        go_on: Callable[[], bool] = lambda: True,
        version: str = "",
    ) -> None:
        self._url = read_address(url)
        self._patience = patience or Patience()
        self._go_on = go_on
        self._version = version
        self._kept: httpx.Client | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    def enrol(self, request: bytes, /) -> bytes:
        """The answer to an enrolment request, both as on a stick."""
        return self._answered("enrolments", request, ENROLMENT_TYPE, ANSWER_MAGIC, most=MOST_ANSWER_BYTES * 2)

    def envelope(self, data: bytes, /) -> bytes:
        """The envelope that answers this one."""
        return self._answered("envelopes", data, MEDIA_TYPE, MAGIC, most=MOST_ENVELOPE_BYTES)

    def piece(self, address: str, place: int, data: bytes, /) -> None:
        """Hands over a piece of evidence that a manifest named."""
        path = f"evidence/{address}/{place}"
        self._patiently(lambda: self._put(path, data))

    def public(self, path: str, /, *, most: int) -> bytes:
        """A public file of the issuer's (`anchors`, `register/register.cbor`), at most so many bytes of it."""

        def once() -> bytes:
            answer = self._exchange("GET", path, b"", None, most=most)
            page = answer.headers.get("Content-Type", "").startswith("text/html")
            if answer.status == _OK and not page:
                return answer.body
            raise _refused(answer, host=host_of(self._url))

        return self._patiently(once)

    def _answered(self, path: str, data: bytes, media: str, magic: bytes, *, most: int) -> bytes:
        def once() -> bytes:
            answer = self._exchange("POST", path, data, media, most=most)
            # Of a later version too: whoever reads it says so.
            if answer.status == _OK and answer.body.startswith(magic.partition(b"/")[0] + b"/"):
                return answer.body
            raise _refused(answer, host=host_of(self._url))

        return self._patiently(once)

    def _put(self, path: str, data: bytes) -> bytes:
        answer = self._exchange("PUT", path, data, PIECE_TYPE, most=MOST_HEAD_BYTES)
        if answer.status == _NO_CONTENT and not answer.body:
            return b""
        raise _refused(answer, host=host_of(self._url))

    def _patiently(self, once: Callable[[], bytes]) -> bytes:
        import stamina
        from stamina.instrumentation import set_on_retry_hooks

        # By default each retry is a warning in the log: being off-line is no fault.
        set_on_retry_hooks(())
        patience = self._patience
        return stamina.retry(
            on=lambda error: self._go_on() and failures.pause(error, longest=patience.longest_pause),
            attempts=patience.attempts,
            timeout=patience.longest,
            wait_initial=patience.first_pause,
            wait_max=patience.longest_pause,
        )(once)()

    def _exchange(self, method: str, path: str, data: bytes, media: str | None, *, most: int) -> "_Answer":
        host = host_of(self._url)
        with failures.told(host=host):
            headers = {"Accept-Encoding": "identity"} | ({"Content-Type": media} if media else {})
            url = f"{self._url}/{path}"
            with self._client().stream(method, url, content=data or None, headers=headers) as response:
                return _Answer(
                    status=response.status_code,
                    headers=response.headers,
                    body=self._body(response, most=most, host=host),
                )

    def _body(self, response: "httpx.Response", *, most: int, host: str) -> bytes:
        """All of it, as it came: nothing is unpacked, nothing is followed, no more is held than may come."""
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise KnownError("answer-not-issuer")
        end = time.monotonic() + self._patience.longest
        body = bytearray()
        for part in response.iter_raw():
            body += part
            if len(body) > most:
                raise KnownError("answer-not-issuer")
            if time.monotonic() > end:
                raise KnownError("issuer-slow", host=host)
        return bytes(body)

    def _client(self) -> "httpx.Client":
        if self._kept is None:
            import httpx

            patience = self._patience
            self._kept = httpx.Client(
                verify=_proving(self._url),
                timeout=httpx.Timeout(patience.silence, connect=patience.connect),
                follow_redirects=False,
                # No proxy, password or certificate is taken from the environment without anybody knowing.
                trust_env=False,
                headers={"User-Agent": f"assessor-app/{self._version}".rstrip("/")},
            )
        return self._kept


@dataclass(frozen=True, kw_only=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


def _proving(url: str) -> ssl.SSLContext | bool:
    """Whom to believe that a server is who it says: this system's list and the one of the program."""
    if url.startswith("http:"):
        return False
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _refused(answer: _Answer, *, host: str) -> KnownError:
    """Why there is no answer of the kind that was asked for.

    A proxy that reaches no issuer, and an issuer that does not reach its own stores, are both away for the moment.
    """
    try:
        said = refusal.decode(answer.body)
    except KnownError as error:
        return KnownError("issuer-away", host=host) if answer.status in _GATEWAY else error
    if answer.status in _GATEWAY:
        return KnownError("issuer-away", host=host)
    if answer.status == _TOO_OFTEN:
        return KnownError("too-often", seconds=failures.seconds_of(answer.headers.get("Retry-After", "")))
    if answer.status in _CLIENT_ERRORS:
        return KnownError(said.error, said=said.message)
    return (
        KnownError("issuer-fault")
        if answer.status >= _CLIENT_ERRORS.stop
        else KnownError("answer-not-issuer")
    )
