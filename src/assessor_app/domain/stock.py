"""Security paper: sheets with a serial number printed on each, all of which have to be accounted for."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assessor_app.domain.errors import KnownError

MOST_DIGITS = 12
LONGEST_PREFIX = 16
MOST_IN_A_BATCH = 200_000
_SERIAL = re.compile(r"((?:[^\s]*[^\d\s])?)(\d+)")


class StockKind(StrEnum):
    """What can happen to a sheet of security paper.

    `sent` to a printer, nobody has said what came out; `issued`: a certificate came out on it; `back`: it never left
    the printer's tray, so it is blank as before; `found`: it had been missing.
    """

    SENT = "sent"
    ISSUED = "issued"
    BACK = "back"
    SPOILED = "spoiled"
    MISSING = "missing"
    FOUND = "found"
    DESTROYED = "destroyed"


BLANK = frozenset({None, StockKind.BACK, StockKind.FOUND})
"""What last happened to a sheet that can still be printed on."""


@dataclass(frozen=True, kw_only=True)
class Serial:
    """A serial number: letters (and digits that do not count on) before the `digits` digits that do."""

    prefix: str
    digits: int
    number: int

    @property
    def text(self) -> str:
        """As it is printed on the sheet."""
        return f"{self.prefix}{self.number:0{self.digits}d}"


def read_serial(typed: str) -> Serial:
    """A serial as somebody typed or scanned it: spaces left out, letters made large, digits of any script.

    Raises KnownError `stock-unreadable`.
    """
    kept = "".join(unicodedata.normalize("NFC", typed).split()).upper()
    plain = "".join(
        letter if (value := unicodedata.decimal(letter, None)) is None else str(value) for letter in kept
    )
    found = _SERIAL.fullmatch(plain)
    if found is None or len(found[2]) > MOST_DIGITS or len(found[1]) > LONGEST_PREFIX:
        raise KnownError("stock-unreadable", typed=typed.strip())
    return Serial(prefix=found[1], digits=len(found[2]), number=int(found[2]))


@dataclass(frozen=True, kw_only=True)
class Batch:
    """A delivery of security paper, from `first` to `last`. `received_on` is a day (ISO), `at` when it was written down."""

    id: int
    prefix: str
    digits: int
    first: int
    last: int
    received_on: str
    note: str
    at: str
    by: str

    def serial(self, number: int) -> Serial:
        return Serial(prefix=self.prefix, digits=self.digits, number=number)

    def holds(self, serial: Serial) -> bool:
        alike = (serial.prefix, serial.digits) == (self.prefix, self.digits)
        return alike and self.first <= serial.number <= self.last

    @property
    def count(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, kw_only=True)
class Balance:
    """How many sheets there are of each kind. They always add up to those received: each sheet is in one of them."""

    received: int = 0
    blank: int = 0
    sent: int = 0
    issued: int = 0
    spoiled: int = 0
    missing: int = 0
    destroyed: int = 0

    def __add__(self, other: "Balance") -> "Balance":
        return Balance(**{name: getattr(self, name) + getattr(other, name) for name in self.__dict__})


def balance_of(count: int, standing: Iterable[StockKind]) -> Balance:
    """The balance of a batch of so many sheets, by what last happened to those to which anything did."""
    found = Counter(standing)
    used = sum(number for kind, number in found.items() if kind not in BLANK)
    return Balance(
        received=count,
        blank=count - used,
        sent=found[StockKind.SENT],
        issued=found[StockKind.ISSUED],
        spoiled=found[StockKind.SPOILED],
        missing=found[StockKind.MISSING],
        destroyed=found[StockKind.DESTROYED],
    )


def next_blank(batch: Batch, standing: Mapping[int, StockKind]) -> int | None:
    """The lowest serial of a batch that is blank: the one that lies on top of its pile."""
    return next(
        (number for number in range(batch.first, batch.last + 1) if standing.get(number) in BLANK), None
    )
