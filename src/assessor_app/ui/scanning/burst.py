"""Tells a scan from typing: a beginning that all our codes have, in capitals, faster than hands type.

No Qt here: keys go in with their time, and what to do with them comes out. Keys are held back from the first that may
begin a code, at most for `START_MS` when a person typed it; once a whole beginning was seen nothing of it is given to
the page any more, whose own keys (`-` is a mark) it would press.
"""

import re
from enum import Enum

from assessor_app.formats.badge_text import BadgeKind, characters, start

START_MS = 80
"""Between the first keys. A person who types capitals this fast waits so long for the third, no longer."""
BEGINNING_MS = 300
"""Between the others of the beginning: radio and a busy computer may hold one up."""
REST_MS = 500
"""Between those behind it, and for the Enter at the end."""
MOST_CHARACTERS = 4_296

_SURE = 3
_WEB = "HTTPS://"
_BADGES = {start(kind): characters(kind) for kind in BadgeKind}
_BEGINNINGS = (*_BADGES, "ASSESSOR:", _WEB)
_BADGE_REST = re.compile(r"[A-Z2-7]*\Z")
_PAPER_REST = re.compile(r"[A-Z0-9.:/#-]*\Z")
_PAPER = re.compile(r"(?:HTTPS://[A-Z0-9.:-]+/#|ASSESSOR:)[A-Z0-9]+\Z")
_RESTS = {
    **{beginning: (count, _BADGE_REST) for beginning, count in _BADGES.items()},
    "ASSESSOR:": (MOST_CHARACTERS, _PAPER_REST),
    _WEB: (MOST_CHARACTERS, _PAPER_REST),
}


class Act(Enum):
    """What becomes of a key.

    It goes to the page; is held back; is given to the page behind everything that was held; ends a code (`Burst.code`);
    or shows that a code broke off, of which the page is given nothing.
    """

    PASS = "pass"  # noqa: S105 - no secret, a way
    HOLD = "hold"
    RELEASE = "release"
    TAKEN = "taken"
    BROKEN = "broken"


class Burst:
    """What may be a scan under way, in two readings: as this computer's layout has it, and by the keys' places.

    The beginning tells which one is right: no layout has `-` and `:` where the US one has them, and letters elsewhere.
    """

    def __init__(self) -> None:
        self.code = ""
        self._readings: list[str | None] = []
        self._count = 0
        self._last = 0
        self._draining = False

    @property
    def draining(self) -> bool:
        """Whether a code broke off and the rest of it is thrown away."""
        return self._draining

    @property
    def collecting(self) -> bool:
        """Whether keys are held back, or thrown away behind a code that broke off."""
        return bool(self._readings) or self._draining

    @property
    def patience(self) -> int:
        """Milliseconds of silence after which nothing more of this code comes."""
        if self._draining or any(_beginning(said) for said in self._readings):
            return REST_MS
        return START_MS if self._count < _SURE else BEGINNING_MS

    def overdue(self, at: int) -> bool:
        """Whether silence has fallen before this moment (milliseconds)."""
        return self.collecting and at - self._last > self.patience

    def key(self, typed: str, placed: str, *, at: int, capital: bool) -> Act:
        """A key that writes a sign: in this layout, and on a US keyboard; either may be empty. Ask `overdue` before."""
        if not self.collecting:
            return self._begin(typed, placed, at=at, capital=capital)
        self._last = at
        if self._draining:
            return Act.HOLD
        before, self._count = self._readings, self._count + 1
        self._readings = [_longer(said, sign) for said, sign in zip(before, (typed, placed), strict=True)]
        if any(self._readings):
            return Act.HOLD
        ours = any(_beginning(said) not in {"", _WEB} for said in before)
        self._forget(drain=ours)
        return Act.BROKEN if ours else Act.RELEASE

    def end(self) -> Act:
        """Enter or Tab, which scanners put behind a code."""
        if not self.collecting:
            return Act.PASS
        return self.silence()

    def silence(self) -> Act:
        """Nothing more came: HOLD where there is nothing to do about it."""
        readings, drained = self._readings, self._draining
        self._forget()
        if drained:
            return Act.HOLD
        whole = next((said for said in readings if said and _whole(said)), "")
        if whole:
            self.code = whole
            return Act.TAKEN
        return Act.BROKEN if any(_beginning(said) not in {"", _WEB} for said in readings) else Act.RELEASE

    def drop(self) -> None:
        """Something else happened: what was held is for the page."""
        self._forget()

    def _begin(self, typed: str, placed: str, *, at: int, capital: bool) -> Act:
        readings = [_longer("", typed), _longer("", placed)]
        if not capital or not any(readings):
            return Act.PASS
        self._readings, self._count, self._last = readings, 1, at
        return Act.HOLD

    def _forget(self, *, drain: bool = False) -> None:
        self._readings, self._count, self._draining = [], 0, drain


def _longer(said: str | None, sign: str) -> str | None:
    """A reading with one more sign; None once it can be no code of ours."""
    if said is None or not sign:
        return None
    longer = said + sign
    beginning = _beginning(longer)
    if not beginning:
        return longer if any(one.startswith(longer) for one in _BEGINNINGS) else None
    rest = longer.removeprefix(beginning)
    most, signs = _RESTS[beginning]
    return longer if len(rest) <= most and signs.match(rest) else None


def _beginning(said: str | None) -> str:
    return next((one for one in _BEGINNINGS if said and said.startswith(one)), "")


def _whole(said: str) -> bool:
    beginning = _beginning(said)
    if beginning in _BADGES:
        return len(said) == len(beginning) + _BADGES[beginning]
    return bool(_PAPER.match(said))
