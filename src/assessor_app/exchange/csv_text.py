"""CSV as it really comes: any of six encodings, four delimiters, rows of any length."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator

from assessor_app.domain.errors import KnownError
from assessor_app.exchange.columns import meaning

GUESSED = frozenset({"cp1252", "latin-1"})
LONGEST_CELL = 32_767
"""Characters; Excel's own limit. A cell beyond it is a quotation mark that never closes."""
MOST_COLUMNS = 16_384
"""Excel's own limit too: wider than that is no list of people, and no table can show it."""
_SAMPLE_CHARACTERS = 20_000
_SAMPLE_ROWS = 30
# A comma also stands inside names ("Müller, Anna"), so of two that fit it comes last.
_DELIMITERS = ("\t", ";", "|", ",")
# UTF-32's little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)


def decode(data: bytes, *, name: str) -> tuple[str, str]:
    """(encoding, text). Raises KnownError: `roster-unreadable`, `roster-format` for what is no text at all."""
    for mark, said, codec in _MARKS:
        if data.startswith(mark):
            return said, _strict(data, codec, name)
    if b"\0" in data:
        raise KnownError("roster-format", file=name)
    for codec in ("utf-8", "cp1252"):
        try:
            return codec, data.decode(codec)
        except UnicodeDecodeError:
            continue
    return "latin-1", data.decode("latin-1")


def _strict(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise KnownError(
            "roster-unreadable", file=name, detail=f"not {codec} at byte {error.start}"
        ) from error


def rows(text: str, *, name: str, most_rows: int) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of every row, blank ones too. Raises KnownError: `roster-unreadable`, `roster-too-many-rows`."""
    delimiter, text = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    try:
        for number, cells in enumerate(reader):
            if number >= most_rows:
                raise KnownError("roster-too-many-rows", file=name, most=most_rows)
            if len(cells) > MOST_COLUMNS:
                raise KnownError(
                    "roster-unreadable", file=name, detail=f"{len(cells)} columns: line {before + 1}"
                )
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise KnownError("roster-unreadable", file=name, detail=_endless(before + 1))
            yield before + 1, cells
            before = reader.line_num
    except csv.Error as error:
        raise KnownError("roster-unreadable", file=name, detail=f"{error}: line {before + 1}") from error


def _endless(line: int) -> str:
    return f"a quotation mark that never closes: line {line}"


def _delimiter(text: str) -> tuple[str, str]:
    """The delimiter, and the text without Excel's own `sep=;` line."""
    first, _, rest = text.partition("\n")
    stated = first.rstrip("\r")
    if stated[:-1].lower() == "sep=" and stated[-1] in _DELIMITERS:
        return stated[-1], "\n" + rest
    sample = text[:_SAMPLE_CHARACTERS]
    return max(_DELIMITERS, key=lambda delimiter: _fit(sample, delimiter)), text


def _fit(sample: str, delimiter: str) -> tuple[int, int, int]:
    """How well a delimiter fits: header words it uncovers, rows of the usual width, that width."""
    try:
        found = _first_rows(sample, delimiter)
    except csv.Error:
        return (0, 0, 0)
    widths = Counter(len(cells) for cells in found if len(cells) > 1)
    if not widths:
        return (0, 0, 0)
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
    words = sum(meaning(cell) is not None for cell in found[0])
    return (words, times, width)


def _first_rows(sample: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    return [cells for cells, _ in zip(reader, range(_SAMPLE_ROWS), strict=False) if cells]
