"""Bodies that devices send: how much of them is held at once, for how long one is waited for, how many of one address."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass

from litestar import Request
from litestar.datastructures import State
from litestar.exceptions import InternalServerException

from assessor_app.domain.errors import KnownError
from assessor_app.formats.sync_limits import PIECE_BYTES
from assessor_app.issuer.web.limits import network_of

_AGAIN_SECONDS = 5


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """How long (seconds): for the next bytes of a body, for all of one, and for the rest of one that has become large.

    A device waits no longer for its issuer (`transport.https.Patience`). It sends much at once only where a quarter of
    that went through within two seconds, so that whoever needs longer for a large body is none of ours, or sends less next time.
    """

    silence: float = 60
    whole: float = 900
    large: float = 60


class Arriving:
    """Of one process and one event loop.

    A body of at most a piece's size takes no place while it arrives: whoever sends one byte a second keeps nobody out.
    What is larger waits for one of a few places, and has to make haste in it.
    """

    def __init__(self, *, at_once: int, of_one: int, waiting: Waiting | None = None) -> None:
        self._large = asyncio.Semaphore(at_once)
        self._at_work = asyncio.Semaphore(at_once)
        self._most_of_one = of_one
        self._of: Counter[str] = Counter()
        self._waiting = waiting or Waiting()

    @asynccontextmanager
    async def whole(self, request: Request[None, None, State]) -> AsyncIterator[bytes]:
        """All that was sent, and a place to work on it for as long as the block lasts.

        Raises KnownError: "too-often" where too much of one address is on its way, "sent-too-slowly", "request-unreadable"
        where the sender went away in the middle.
        """
        async with AsyncExitStack() as held:
            held.enter_context(self._counted(request))
            try:
                data = await self._read(request, held)
            except TimeoutError:
                raise KnownError("sent-too-slowly") from None
            except InternalServerException:  # how the framework says that the line was closed
                raise KnownError("request-unreadable") from None
            await held.enter_async_context(self._at_work)
            yield data

    async def _read(self, request: Request[None, None, State], held: AsyncExitStack) -> bytes:
        clock, size, large = asyncio.get_running_loop().time, 0, False
        parts: list[bytes] = []
        end = clock() + self._waiting.whole
        stream = request.stream()
        while True:
            async with asyncio.timeout_at(min(end, clock() + self._waiting.silence)):
                part = await anext(stream, None)
            if part is None:
                return b"".join(parts)
            parts.append(part)
            size += len(part)
            if size > PIECE_BYTES and not large:
                large = True
                async with asyncio.timeout_at(end):
                    await held.enter_async_context(self._large)
                end = min(end, clock() + self._waiting.large)

    @contextmanager
    def _counted(self, request: Request[None, None, State]) -> Iterator[None]:
        address = network_of(request.client.host if request.client else "")
        if self._of[address] >= self._most_of_one:
            raise KnownError("too-often", seconds=_AGAIN_SECONDS)
        self._of[address] += 1
        try:
            yield
        finally:
            self._of[address] -= 1
            if not self._of[address]:
                del self._of[address]
