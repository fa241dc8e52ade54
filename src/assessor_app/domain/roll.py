"""A phone's roll: photograph the badge, then the work. The roll is cut at each badge."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

LONGEST_PAUSE = timedelta(minutes=5)
"""Longer than this between two pictures, and the badge before them may not be theirs any more."""


class Doubt(StrEnum):
    """Why it is not sure that pictures belong to the badge before them: somebody looks, and says whose they are."""

    CODE_UNREAD = "code-unread"
    BLURRED = "blurred"
    OTHER_BADGES = "other-badges"
    PAUSE = "pause"
    OTHER_DAY = "other-day"


@dataclass(frozen=True, kw_only=True)
class Shot:
    """A photo of the roll: its name, when it was taken (ISO 8601 with offset, or empty), and the badge it shows.

    `token` is None for a photo of work; `readable` is False for one that cannot be kept. `doubt`: it may be of a badge,
    which nobody could read. `size` is in bytes, as it would be kept.
    """

    name: str
    taken_at: str = ""
    size: int = 0
    token: bytes | None = None
    readable: bool = True
    doubt: Doubt | None = None


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """The photos from one badge, or one doubt, to the next. `token` is None for what came before the first badge.

    With a `doubt`, they are of whoever wears this badge only if somebody says so.
    """

    token: bytes | None
    badge: str
    photos: tuple[Shot, ...]
    doubt: Doubt | None = None


def in_order(shots: Iterable[Shot]) -> tuple[Shot, ...]:
    """As they were taken. Where no camera wrote a time, the names decide, as cameras count them up.

    One photo without a time makes the names decide for all: between two clocks nothing is sure.
    """
    found = list(shots)
    if all(shot.taken_at for shot in found):
        return tuple(sorted(found, key=lambda shot: (datetime.fromisoformat(shot.taken_at), _by_name(shot))))
    return tuple(sorted(found, key=_by_name))


@dataclass(frozen=True, kw_only=True)
class Days:
    """The days on which a sitting's photos were taken, both ends included."""

    first: date
    last: date

    def hold(self, moment: str) -> bool:
        """Whether a moment (ISO 8601) may be of these days; one that nobody knows may be."""
        return not moment or self.first <= datetime.fromisoformat(moment).date() <= self.last


ALL_DAYS = Days(first=date.min, last=date.max)


def cut(shots: Sequence[Shot], days: Days = ALL_DAYS) -> tuple[Stretch, ...]:
    """Cuts a roll, in the order given, at each badge, and wherever the badge before may not be theirs any more.

    That is at a picture which may be of a badge that nobody could read (it is the first of its stretch), and after a
    pause longer than `LONGEST_PAUSE`; such a doubt holds until a badge is read. What was taken on none of `days` is in
    doubt whatever badge it is of: a phone keeps the photos of other sittings. The same badge twice in a row is one
    beginning; a badge that comes again later begins another stretch of the same learner: nothing is put together
    unseen. Badges without work, and the photos of badges themselves, are in no stretch.
    """
    stretches: list[Stretch] = []
    token, badge, last = None, "", ""
    doubt: Doubt | None = None
    photos: list[Shot] = []

    def close() -> None:
        if photos:
            stretches.append(Stretch(token=token, badge=badge, photos=tuple(photos), doubt=doubt))
        photos.clear()

    for shot in shots:
        if shot.token is not None:
            if shot.token != token or doubt is not None:
                close()
                token, badge, doubt = shot.token, shot.name, None
        else:
            begins, doubt_now = _doubted(shot, doubt, last, days)
            if begins:
                close()
            doubt = doubt_now
            photos.append(shot)
        last = shot.taken_at or last
    close()
    return tuple(stretches)


def _doubted(shot: Shot, doubt: Doubt | None, last: str, days: Days) -> tuple[bool, Doubt | None]:
    """Whether a photo of work begins a stretch of its own, and the doubt that it is in; `doubt` was that of the one before."""
    found = shot.doubt or _paused(last, shot.taken_at)
    if not days.hold(shot.taken_at):
        return found is not None or doubt is not Doubt.OTHER_DAY, Doubt.OTHER_DAY
    if found is None:
        return False, doubt
    # What could not be read stays the reason, however long ago it was.
    return True, found if shot.doubt or doubt in {None, Doubt.OTHER_DAY} else doubt


def _paused(before: str, after: str) -> Doubt | None:
    if not before or not after:
        return None
    # Where names decide, times may go back.
    long = abs(datetime.fromisoformat(after) - datetime.fromisoformat(before)) > LONGEST_PAUSE
    return Doubt.PAUSE if long else None


def _by_name(shot: Shot) -> tuple[tuple[int, int, str], ...]:
    """IMG_2 before IMG_10."""
    parts: list[tuple[int, int, str]] = []
    digits, letters = "", ""
    for sign in shot.name + "\0":
        is_digit = sign.isdecimal()
        if digits and not is_digit:
            parts.append((0, int(digits), ""))
            digits = ""
        if letters and is_digit:
            parts.append((1, 0, letters))
            letters = ""
        if is_digit:
            digits += sign
        else:
            letters += sign
    # Names that count to the same ("1", "01") keep an order of their own.
    return (*parts, (1, 0, letters), (2, 0, shot.name))
