"""Bodies on their way: who is waited for, and for how long."""

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
from litestar.exceptions import InternalServerException

from assessor_app.domain.errors import KnownError
from assessor_app.formats.sync_limits import MIB
from assessor_app.issuer.web.arriving import Arriving, Waiting
from assessor_app.issuer.web.asking import PublicRequest

NEVER = 10.0


def request(*parts: bytes | float | Exception, address: str = "192.0.2.1") -> PublicRequest:
    """A request whose body comes in parts; between them nothing comes for so many seconds."""

    async def stream() -> AsyncIterator[bytes]:
        for part in parts:
            if isinstance(part, float):
                await asyncio.sleep(part)
            elif isinstance(part, Exception):
                raise part
            else:
                yield part

    found: Any = SimpleNamespace(client=SimpleNamespace(host=address), stream=stream)
    return cast("PublicRequest", found)


def arriving(*, at_once: int = 1, of_one: int = 9, **waiting: float) -> Arriving:
    return Arriving(at_once=at_once, of_one=of_one, waiting=Waiting(**waiting))


async def size_of(places: Arriving, *parts: bytes | float | Exception, **about: Any) -> int:
    async with places.whole(request(*parts, **about)) as data:
        return len(data)


def refused(places: Arriving, *parts: bytes | float | Exception) -> str:
    with pytest.raises(KnownError) as said:
        asyncio.run(size_of(places, *parts))
    return said.value.code


def test_all_that_was_sent_is_handed_on() -> None:
    assert asyncio.run(size_of(arriving(), b"ab", 0.01, b"c")) == 3


def test_silence_and_trickling_have_an_end() -> None:
    assert refused(arriving(silence=0.05), b"a", NEVER) == "sent-too-slowly"
    assert refused(arriving(whole=0.1), *(b"a", 0.02) * 50) == "sent-too-slowly"
    assert refused(arriving(large=0.1), bytes(2 * MIB), *(b"a", 0.02) * 50) == "sent-too-slowly"
    assert asyncio.run(size_of(arriving(large=0.01), bytes(MIB), 0.05, b"")) == MIB, (
        "a piece may take its time"
    )


def test_a_sender_that_goes_away_in_the_middle_is_no_fault_of_the_issuer() -> None:
    assert refused(arriving(), b"a", InternalServerException("gone")) == "request-unreadable"


def test_small_bodies_pass_by_a_large_one_that_does_not_come() -> None:
    async def together() -> list[int]:
        places = arriving()
        slow = asyncio.create_task(size_of(places, bytes(2 * MIB), NEVER))
        also = asyncio.create_task(size_of(places, bytes(2 * MIB)))
        await asyncio.sleep(0.05)
        done = [await size_of(places, b"abc")]
        assert not also.done(), "one large body at once"
        slow.cancel()
        return [*done, await also]

    assert asyncio.run(together()) == [3, 2 * MIB]


def test_one_address_does_not_take_all_places() -> None:
    async def together() -> None:
        places = arriving(of_one=1)
        slow = asyncio.create_task(size_of(places, NEVER))
        await asyncio.sleep(0)
        with pytest.raises(KnownError, match="too-often"):
            await size_of(places, b"a")
        assert await size_of(places, b"a", address="192.0.2.2") == 1
        slow.cancel()
        await asyncio.gather(slow, return_exceptions=True)
        assert await size_of(places, b"a") == 1

    asyncio.run(together())
