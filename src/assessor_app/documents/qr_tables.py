"""QR codes by tables: what `qrcode` works out for one code of a version holds for all of them.

With version, correction and mask fixed, every module is a sum (exclusive or) of payload bits and a constant: error
correction is linear over GF(2), and a mask is added last. So `qrcode` is asked a few times for each version, and
its answers make the tables; a code after that is lookups. The same modules, bit for bit (a test compares them).
"""

from collections.abc import Iterator, Sequence
from functools import cache, reduce
from operator import getitem, xor

# Any of the eight masks reads the same. Signed bytes look random under each of them, so trying all eight (which
# takes longer than the rest of the page) would win nothing.
MASK = 2
_BYTES = range(256)


@cache
def tables(version: int, *, worn: bool) -> "Tables":
    """The tables of a version (1 to 40) at error correction L, or Q where it is `worn`; filled once a process."""
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
        self._filled: tuple[list[list[int]], list[slice], int] | None = None

    def packed(self, data: bytes) -> bytes:
        """The modules of a code that holds exactly `data_bytes` bytes: a bit each, column after column from the left.

        Columns run from the top and are filled up to whole bytes with light modules.
        """
        if self._filled is None:
            self._filled = self._correct(), *self._place()
        correct, stretches, constant = self._filled
        words = self._interleaved(data, correct)
        # A place that no bit comes to (patterns, remainder, below a column) takes a "0" behind the last one.
        bits = f"{int.from_bytes(words, 'big'):0{8 * len(words)}b}".ljust(8 * (len(words) + self.side), "0")
        told = "".join([bits[stretch] for stretch in stretches])
        return (int(told, 2) ^ constant).to_bytes(self._column_bytes * self.side, "big")

    @property
    def side(self) -> int:
        """Modules across."""
        return 17 + 4 * self._version

    @property
    def _column_bytes(self) -> int:
        return -(-self.side // 8)

    def _interleaved(self, data: bytes, correct: list[list[int]]) -> bytes:
        """Data and correction words in the order in which they are laid (ISO/IEC 18004, 7.6)."""
        blocks, checks, at = [], [], 0
        for count in self._blocks:
            block = data[at : at + count]
            at += count
            rest = reduce(xor, map(getitem, correct[-count:], block))
            blocks.append(block)
            checks.append(rest.to_bytes(self._check, "big"))
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

    def _correct(self) -> list[list[int]]:
        """For each data word, counted to the end of its block, and each value: its share of the correction.

        `qrcode` says what a block of a single word is corrected by; a word further from the end is that, moved on
        by a word at a time and divided again.
        """
        last = [0, *(self._corrected(word) for word in _BYTES[1:])]
        top, low = 8 * (self._check - 1), (1 << 8 * (self._check - 1)) - 1
        columns = [last]
        for _ in range(max(self._blocks) - 1):
            columns.append([((rest & low) << 8) ^ last[rest >> top] for rest in columns[-1]])
        return columns[::-1]

    def _corrected(self, word: int) -> int:
        from qrcode import base, util

        buffer = util.BitBuffer()
        buffer.put(word, 8)
        words = util.create_bytes(buffer, [base.RSBlock(1 + self._check, 1)])
        return int.from_bytes(bytes(words[1:]), "big")

    def _place(self) -> tuple[list[slice], int]:
        """Which bits the modules show, column after column, and the modules of a code whose bits are all 0."""
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
        stretches = list(_stretches(places, nowhere=8 * count, longest=8 * self.side))
        return stretches, int("".join("1" if dark else "0" for dark in nothing), 2)

    def _laid(self, words: bytes) -> list[bool]:
        """The modules of these words by `qrcode`, column after column, filled with light ones to whole bytes."""
        from qrcode.main import QRCode

        code = QRCode(version=self._version, error_correction=self._correction, border=0, mask_pattern=MASK)
        code.data_cache = list(words)
        code.makeImpl(False, MASK)
        beyond = [False] * (8 * self._column_bytes - self.side)
        return [bool(module) for column in zip(*code.modules, strict=True) for module in (*column, *beyond)]


def _stretches(places: Sequence[int], *, nowhere: int, longest: int) -> Iterator[slice]:
    """The places as slices: bits go up and down in strips two modules wide, so most follow the one two before.

    From `nowhere` on there are `longest` places that show nothing.
    """
    at = 0
    while at < len(places):
        step = places[at + 1] - places[at] if at + 1 < len(places) else 0
        end = at + 1
        if abs(step) in (0, 2):
            while end < len(places) and places[end] - places[end - 1] == step and end - at < longest:
                end += 1
        if places[at] == nowhere:
            yield slice(nowhere, nowhere + end - at)
        else:
            last = places[end - 1]
            yield (
                slice(places[at], last + 1, 2)
                if step >= 0
                else slice(places[at], last - 1 if last else None, -2)
            )
        at = end
