"""QR codes by tables: what `qrcode` works out for one code of a version holds for all of them.

With version, correction and mask fixed, every module is a sum (exclusive or) of payload bits and a constant: error
correction is linear over GF(2), and a mask is added last. So `qrcode` is asked a few times for each version, and
its answers make the tables; a code after that is lookups. The same modules, bit for bit (a test compares them).
"""

from binascii import b2a_base64
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial

# Any of the eight masks reads the same. Signed bytes look random under each of them, so trying all eight (which
# takes longer than the rest of the page) would win nothing.
MASK = 2
_BYTES = range(256)
_SIXES = bytes.maketrans(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", bytes(range(64))
)
_LARGEST = 27
_MOST_BLOCKS = 64
_NO_BIT = 255
"""In a strip: a module that no bit comes to (patterns, remainder, below a column)."""


@dataclass(frozen=True, slots=True)
class _Strip:
    """Columns of a code: for each module, column after column, which of some 255 bits it shows."""

    bits: slice
    shown: bytes


@cache
def rooms(*, worn: bool) -> tuple[int, ...]:
    """How many bits of data each version from 1 on has room for."""
    return tuple(8 * tables(version, worn=worn).data_bytes for version in range(1, _LARGEST + 1))


@cache
def tables(version: int, *, worn: bool) -> "Tables":
    """The tables of a version (1 to 27) at error correction L, or Q where it is `worn`; filled once a process."""
    return Tables(version, worn=worn)


class Tables:
    """Everything about one version, correction and mask that is the same in all codes."""

    def __init__(self, version: int, *, worn: bool) -> None:
        from qrcode import base, constants

        self._correction = constants.ERROR_CORRECT_Q if worn else constants.ERROR_CORRECT_L
        self._version = version
        self._blocks = [block.data_count for block in base.rs_blocks(version, self._correction)]
        self._check = base.rs_blocks(version, self._correction)[0].total_count - self._blocks[0]
        self.data_bytes = sum(self._blocks)
        self._filled: tuple[Callable[[bytes], bytes], list[_Strip], int] | None = None

    def sixes(self, data: bytes) -> bytes:
        """The modules of a code that holds exactly `data_bytes` bytes, six to a byte (`Matrix`)."""
        if self._filled is None:
            known = [0, *(self._corrected(word) for word in _BYTES[1:])]
            # Codes of a device begin alike, with its delegation: two whole blocks of six.
            self._filled = lru_cache(_MOST_BLOCKS)(partial(self._corrected_block, known)), *self._place()
        correct, strips, constant = self._filled
        words = self._interleaved(data, correct)
        bits = f"{int.from_bytes(words, 'big'):0{8 * len(words)}b}".encode() + b"0" * _NO_BIT
        told = b"".join([strip.shown.translate(bits[strip.bits] + b"0") for strip in strips])
        # Base64 takes six bits at a time, and always three bytes: nothing else is as quick.
        beyond = -len(told) % 24
        packed = ((int(told, 2) ^ constant) << beyond).to_bytes((len(told) + beyond) // 8, "big")
        return b2a_base64(packed)[: len(told) // 6].translate(_SIXES)

    @property
    def side(self) -> int:
        """Modules across."""
        return 17 + 4 * self._version

    @property
    def _column(self) -> int:
        """Modules of a column, with those that fill it up."""
        return -(-self.side // 6) * 6

    def _interleaved(self, data: bytes, correct: Callable[[bytes], bytes]) -> bytes:
        """Data and correction words in the order in which they are laid (ISO/IEC 18004, 7.6)."""
        blocks, checks, at = [], [], 0
        for count in self._blocks:
            block = data[at : at + count]
            at += count
            blocks.append(block)
            checks.append(correct(block))
        shortest, longest = min(self._blocks), max(self._blocks)
        words = bytearray(self.data_bytes + self._check * len(blocks))
        for number, (block, rest_words) in enumerate(zip(blocks, checks, strict=True)):
            words[number : shortest * len(blocks) : len(blocks)] = block[:shortest]
            words[self.data_bytes + number :: len(blocks)] = rest_words
        if longest > shortest:
            words[shortest * len(blocks) : self.data_bytes] = bytes(
                block[shortest] for block in blocks if len(block) > shortest
            )
        return bytes(words)

    def _corrected_block(self, known: list[int], block: bytes) -> bytes:
        """What is left when a block is divided, word by word: the word and what it pushes out leave what is known.

        What comes out first stands lowest in the number: the rest of it moves down without being cut off at the top.
        Tables that take several words at a time have fewer steps, and took longer: they do not stay in the cache.
        """
        rest = 0
        for word in block:
            rest = rest >> 8 ^ known[rest & 0xFF ^ word]
        return rest.to_bytes(self._check, "little")

    def _corrected(self, word: int) -> int:
        """What a block of a single word is corrected by."""
        from qrcode import base, util

        buffer = util.BitBuffer()
        buffer.put(word, 8)
        words = util.create_bytes(buffer, [base.RSBlock(1 + self._check, 1)])
        return int.from_bytes(bytes(words[1:]), "little")

    def _place(self) -> tuple[list[_Strip], int]:
        """Which bits the modules show, and the modules of a code whose bits are all 0."""
        count = self.data_bytes + self._check * len(self._blocks)
        nothing = self._laid(bytes(count))
        numbers = [0] * len(nothing)
        shown = [a != b for a, b in zip(self._laid(b"\xff" * count), nothing, strict=True)]
        for digit in range((8 * count).bit_length()):
            told = "".join(str(number >> digit & 1) for number in range(8 * count))
            laid = self._laid(int(told, 2).to_bytes(count, "big"))
            for at, (one, zero) in enumerate(zip(laid, nothing, strict=True)):
                numbers[at] |= (one != zero) << digit
        places = [number if bit else 8 * count for number, bit in zip(numbers, shown, strict=True)]
        columns = (places[at : at + self._column] for at in range(0, len(places), self._column))
        strips = list(_strips(columns, nowhere=8 * count))
        return strips, int("".join("1" if dark else "0" for dark in nothing), 2)

    def _laid(self, words: bytes) -> list[bool]:
        """The modules of these words by `qrcode`, column after column, filled up with light ones to whole sixes."""
        from qrcode.main import QRCode

        code = QRCode(version=self._version, error_correction=self._correction, border=0, mask_pattern=MASK)
        code.data_cache = list(words)
        code.makeImpl(False, MASK)
        beyond = [False] * (self._column - self.side)
        return [bool(module) for column in zip(*code.modules, strict=True) for module in (*column, *beyond)]


def _strips(columns: Iterable[list[int]], *, nowhere: int) -> Iterator[_Strip]:
    """Columns in strips, each of as many as show bits that are near each other; a module at `nowhere` shows none.

    Bits go up and down two columns at a time, so that a strip is no narrower in any version up to 27.
    """
    held: list[int] = []
    for column in columns:
        bits = [bit for bit in held + column if bit != nowhere]
        if bits and max(bits) - min(bits) >= _NO_BIT:
            yield _strip(held, nowhere)
            held = []
        held = held + column
    yield _strip(held, nowhere)


def _strip(modules: Sequence[int], nowhere: int) -> _Strip:
    first = min(modules)
    shown = bytes(_NO_BIT if bit == nowhere else bit - first for bit in modules)
    return _Strip(slice(first, first + _NO_BIT), shown)
