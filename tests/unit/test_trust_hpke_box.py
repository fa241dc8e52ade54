import io
from collections.abc import Callable

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.trust import hpke_box

MIB = hpke_box.CHUNK_BYTES
KEY = bytes(range(32))
SEALED_CHUNK = MIB + 16
HEAD = len(b"assessor-stream/1\n") + 16


class Trickle(io.RawIOBase):
    """A source that gives a few bytes at a time, as a socket or a slow stick does."""

    def __init__(self, content: bytes) -> None:
        self._inner = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._inner.read(min(size, 300_001))


def sealed(content: bytes) -> bytes:
    target = io.BytesIO()
    hpke_box.seal_stream(io.BytesIO(content), target, KEY)
    return target.getvalue()


def opened(stream: bytes) -> bytes:
    target = io.BytesIO()
    hpke_box.open_stream(io.BytesIO(stream), target, KEY)
    return target.getvalue()


@pytest.mark.parametrize("size", [0, 1, MIB - 1, MIB, MIB + 1, 2 * MIB, 3 * MIB + 7])
def test_a_stream_of_any_length_is_read_back(size: int) -> None:
    content = bytes(range(256)) * (size // 256) + bytes(size % 256)
    assert opened(sealed(content)) == content


def test_a_slow_source_gives_the_same() -> None:
    target = io.BytesIO()
    hpke_box.seal_stream(Trickle(bytes(2 * MIB + 5)), target, KEY)  # type: ignore[arg-type]  # raw, as files can be
    assert opened(target.getvalue()) == bytes(2 * MIB + 5)


@pytest.mark.parametrize(
    "damage",
    [
        lambda stream: stream[:-1],
        lambda stream: stream[: HEAD + SEALED_CHUNK],
        lambda stream: stream[: HEAD + 2 * SEALED_CHUNK],
        lambda stream: stream[:HEAD],
        lambda stream: stream + b"x",
        lambda stream: stream[:HEAD] + stream[HEAD + SEALED_CHUNK :],
        lambda stream: (
            stream[:HEAD]
            + stream[HEAD + SEALED_CHUNK : HEAD + 2 * SEALED_CHUNK]
            + stream[HEAD : HEAD + SEALED_CHUNK]
            + stream[HEAD + 2 * SEALED_CHUNK :]
        ),
        lambda stream: stream[: HEAD + 5] + b"?" + stream[HEAD + 6 :],
        lambda stream: stream[: HEAD - 1] + bytes([stream[HEAD - 1] ^ 1]) + stream[HEAD:],
    ],
)
def test_damage_of_any_kind_is_noticed(damage: Callable[[bytes], bytes]) -> None:
    stream = sealed(bytes(2 * MIB + 100))
    with pytest.raises(KnownError, match="box-damaged"):
        opened(damage(stream))


@pytest.mark.parametrize("stream", [b"", b"assessor", b"PK\x03\x04", b"assessor-stream/1\nshort"])
def test_another_kind_of_file_is_said_to_be_one(stream: bytes) -> None:
    with pytest.raises(KnownError, match="box-unreadable"):
        opened(stream)


def test_only_the_receiver_opens_a_box() -> None:
    private, box, back = hpke_box.new_private(), io.BytesIO(), io.BytesIO()
    hpke_box.seal_to(io.BytesIO(b"all of it"), box, receiver=hpke_box.public_of(private))
    hpke_box.open_with(io.BytesIO(box.getvalue()), back, private=private)
    assert back.getvalue() == b"all of it"
    with pytest.raises(KnownError, match="box-other-key"):
        hpke_box.open_with(io.BytesIO(box.getvalue()), io.BytesIO(), private=hpke_box.new_private())
    with pytest.raises(KnownError, match="box-other-key"):
        hpke_box.open_with(io.BytesIO(box.getvalue()[:60]), io.BytesIO(), private=private)
    with pytest.raises(KnownError, match="box-unreadable"):
        hpke_box.open_with(io.BytesIO(b"x" * 200), io.BytesIO(), private=private)
