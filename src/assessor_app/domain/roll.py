"""A phone's roll: photograph the badge, then the work. The roll is cut at each badge."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Shot:
    """A photo of the roll: its name, when it was taken (ISO 8601 with offset, or empty), and the badge it shows.

    `token` is None for a photo of work; `readable` is False for one that cannot be kept.
    """

    name: str
    taken_at: str = ""
    token: bytes | None = None
    readable: bool = True


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """The photos from one badge to the next. `token` is None for what came before the first badge."""

    token: bytes | None
    badge: str
    photos: tuple[Shot, ...]


def in_order(shots: Iterable[Shot]) -> tuple[Shot, ...]:
    """As they were taken. Where no camera wrote a time, the names decide, as cameras count them up.

    One photo without a time makes the names decide for all: between two clocks nothing is sure.
    """
    found = list(shots)
    if all(shot.taken_at for shot in found):
        return tuple(sorted(found, key=lambda shot: (datetime.fromisoformat(shot.taken_at), _by_name(shot))))
    return tuple(sorted(found, key=_by_name))


def cut(shots: Sequence[Shot]) -> tuple[Stretch, ...]:
    """Cuts a roll, in the order given, at each badge. The same badge twice in a row is one beginning.

    A badge that comes again later begins another stretch of the same learner: nothing is put together unseen.
    Badges without work, and the photos of badges themselves, are in no stretch.
    """
    stretches: list[Stretch] = []
    token, badge = None, ""
    photos: list[Shot] = []

    def close() -> None:
        if photos:
            stretches.append(Stretch(token=token, badge=badge, photos=tuple(photos)))
        photos.clear()

    for shot in shots:
        if shot.token is None:
            photos.append(shot)
        elif shot.token != token:
            close()
            token, badge = shot.token, shot.name
    close()
    return tuple(stretches)


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
