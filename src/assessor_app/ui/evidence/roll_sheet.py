"""A phone's roll as it lies on the table: groups of pictures, each for one learner or left out. Nothing is kept before."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

NOBODY = ""
"""The key of who gets what is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView:
    """A picture of the roll: `key` is its name, `when` its time in words, `place` counts through the roll."""

    key: str
    when: str
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TakerView:
    """A learner to whom pictures may be given, in words; `choices` are (criterion id, words), the whole work first.

    `asks_work_only`: they allow no photographs, so that these are kept only with the word that nobody is seen. `places`
    is how many pictures more the form takes, by criterion; of one that is not there, any number.
    """

    key: str
    words: str
    asks_work_only: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """Pictures that lie together. `taker` is who gets them (`NOBODY` where that is not sure), `why` a sentence why not."""

    pictures: tuple[PictureView, ...]
    taker: str = NOBODY
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenView:
    """What is to be kept: the pictures by key, whose they are, the criterion, and whether nobody is seen in them."""

    taker: str
    pictures: tuple[str, ...]
    criterion: str = ""
    work_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A part as it stands now; `key` stays with it."""

    key: int
    pictures: tuple[PictureView, ...]
    taker: str = NOBODY
    why: str = ""
    criterion: str = ""
    work_only: bool = False


@dataclass
class RollSheet:
    """The groups, and who may get pictures. What somebody did by hand is in groups of its own, one for each learner."""

    takers: dict[str, TakerView]
    groups: list[Group]
    next_key: int
    _by_hand: dict[str, int] = field(default_factory=dict)

    def give(self, pictures: Iterable[str], taker: str) -> None:
        """Takes pictures out of their groups, and puts them together for one learner, or leaves them out."""
        wanted = frozenset(pictures)
        taken = [item for group in self.groups for item in group.pictures if item.key in wanted]
        rest = (
            replace(group, pictures=tuple(item for item in group.pictures if item.key not in wanted))
            for group in self.groups
        )
        self.groups = [group for group in rest if group.pictures]
        if taken:
            self._add(taken, taker)

    def change(self, key: int, **said: object) -> None:
        """Says of one group whose it is (`taker`), what it shows (`criterion`), that nobody is seen (`work_only`)."""
        if "taker" in said:
            said = {**said, "criterion": "", "work_only": False}  # neither goes along to another learner
        self.groups = [replace(group, **said) if group.key == key else group for group in self.groups]  # type: ignore[arg-type]  # the fields of a group, by name

    def taker_of(self, group: Group) -> TakerView | None:
        """Who gets a group; None for what is left out."""
        return self.takers.get(group.taker)

    def given(self) -> tuple[GivenView, ...]:
        """What is to be kept: nothing of who allows no photographs, before somebody said that nobody is seen."""
        return tuple(
            GivenView(
                taker=group.taker,
                pictures=tuple(item.key for item in group.pictures),
                criterion=group.criterion,
                work_only=group.work_only,
            )
            for group in self.groups
            if self._may_keep(group)
        )

    def _may_keep(self, group: Group) -> bool:
        taker = self.taker_of(group)
        seen = taker is not None and (group.work_only or not taker.asks_work_only)
        return seen and self.too_few_places(group) is None

    def too_few_places(self, group: Group) -> int | None:
        """How many pictures more the form takes where a group's are too many, with those of other groups for the same; else None."""
        taker = self.taker_of(group)
        places = taker.places.get(group.criterion) if taker is not None else None
        same = self.count(lambda one: (one.taker, one.criterion) == (group.taker, group.criterion))
        return places if places is not None and same > places else None

    def count(self, which: Callable[[Group], bool] = lambda _group: True) -> int:
        """How many pictures there are in such groups."""
        return sum(len(group.pictures) for group in self.groups if which(group))

    def _add(self, pictures: Sequence[PictureView], taker: str) -> None:
        """To what was given to this learner by hand before, while that is still theirs."""
        for at, group in enumerate(self.groups):
            if group.key == self._by_hand.get(taker) and group.taker == taker:
                whole = sorted((*group.pictures, *pictures), key=lambda item: item.place)
                self.groups[at] = replace(group, pictures=tuple(whole))
                return
        self._by_hand[taker] = self.next_key
        self.groups.append(Group(key=self.next_key, pictures=tuple(pictures), taker=taker))
        self.next_key += 1


def sheet_of(parts: Sequence[PartView], takers: Sequence[TakerView]) -> RollSheet:
    """The roll as it was cut."""
    groups = [
        Group(key=place, pictures=part.pictures, taker=part.taker, why=part.why)
        for place, part in enumerate(parts)
    ]
    return RollSheet(takers={taker.key: taker for taker in takers}, groups=groups, next_key=len(groups))
