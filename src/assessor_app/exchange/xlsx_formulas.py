"""Formulas of an XLSX sheet that nobody ever worked out: the reader gives them as empty cells."""

import re
from collections.abc import Mapping

Places = frozenset[tuple[int, int]]
"""(line from 1, column from 0)."""
MOST = 200_000
_SHEET = re.compile(rb"<(?:[\w.-]{1,40}:)?sheet\s([^>]{0,2000})>")
_RELATION = re.compile(rb"<(?:[\w.-]{1,40}:)?Relationship\s([^>]{0,4000})>")
_ATTRIBUTE = re.compile(rb"""([\w.:-]{1,60})\s*=\s*["']([^"']{0,1000})["']""")
_FORMULA = re.compile(rb"<(?:[\w.-]{1,40}:)?f[\s>/]")
_TAG = re.compile(rb"<(?:[\w.-]{1,40}:)?(row|c|f|v)(?=[\s>/])([^>]{0,2000})>")
_PLACE = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Za-z]{0,3})(\d{0,7})["']""")


def without_value(parts: Mapping[str, bytes]) -> tuple[Places, ...]:
    """Of each sheet, in the book's order: the cells that hold a formula and no value, `MOST` of them at most.

    `parts` are the file's parts by their names. What cannot be followed is passed over: it only costs a better word.
    """
    relations = [
        _attributes(match[1]) for match in _RELATION.finditer(parts.get("xl/_rels/workbook.xml.rels", b""))
    ]
    targets = {told.get("Id", ""): told.get("Target", "").removeprefix("/xl/") for told in relations}
    found = []
    for match in _SHEET.finditer(parts.get("xl/workbook.xml", b"")):
        wanted = next((value for name, value in _attributes(match[1]).items() if name.endswith(":id")), "")
        content = parts.get(f"xl/{targets.get(wanted, '')}", b"")
        found.append(frozenset(_places(content)) if _FORMULA.search(content) else frozenset())
    return tuple(found)


def _attributes(text: bytes) -> dict[str, str]:
    found = {match[1].decode("ascii", "replace"): match[2] for match in _ATTRIBUTE.finditer(text)}
    return {name: value.decode("utf-8", "replace") for name, value in found.items()}


def _places(content: bytes) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    row = column = 0
    for match in _TAG.finditer(content):
        if len(found) > MOST:
            break
        tag, attributes = match[1], match[2]
        if tag == b"row":
            place = _PLACE.search(attributes)
            row, column = int(place[2] or 0) if place else row + 1, 0
        elif tag == b"c":
            place = _PLACE.search(attributes)
            column = _column(place[1]) if place else column + 1
            row = int(place[2] or 0) if place else row
        elif tag == b"f":
            found.add((row, column - 1))
        elif not attributes.endswith(b"/") and content[match.end() : match.end() + 1] != b"<":
            found.discard((row, column - 1))
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
