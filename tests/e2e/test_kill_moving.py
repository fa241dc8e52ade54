"""Killed (-9) at any moment while marks and their evidence change hands: all of an act is there, or nothing of it."""

import json
import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assessor_app.device.evidence import evidence_desk
from assessor_app.services.board.desk import look
from assessor_app.services.evidence.prove import fault_of
from assessor_app.services.evidence.tidy import sweep
from killing import hear_until_killed, opened_sound
from story import begin
from wide_form import wide_form

FORM = ("TST-WID", "1")
LEARNERS, CRITERIA, CRITICAL = 4, 6, 2

Marks = dict[tuple[str, str], str]
"""What stands, by (criterion, bib); what is not seen is not there."""
Pieces = dict[str, tuple[str, str]]
"""Whose a piece is and what it is for (nothing: the whole work), by its id; or by "" where nobody heard the id yet."""


@dataclass(frozen=True, kw_only=True)
class Room:
    base: Path
    key: str
    sitting: str


@dataclass
class Stands:
    """What must stand: marks and pieces, and the same before each act of the one assessor, newest last."""

    marks: Marks = field(default_factory=dict)
    pieces: Pieces = field(default_factory=dict)
    acts: list[tuple[Marks, Pieces]] = field(default_factory=list)

    def after(self, act: str, details: list[str]) -> "Stands":
        """The same after one more act."""
        made = deepcopy(self)
        if act == "undo":
            made.marks, made.pieces = made.acts.pop()
            return made
        made.acts.append((dict(self.marks), dict(self.pieces)))
        if act == "mark":
            criterion, bib, mark = details
            made.marks.pop((criterion, bib), None)
            if mark != "not-seen":
                made.marks[criterion, bib] = mark
        elif act == "keep":
            criterion, bib = details
            made.pieces[""] = (bib, criterion)
        else:
            source, target, task, swap = details
            going = [self._going(source, target, task)] + (
                [self._going(target, source, task)] if swap else []
            )
            for marks, _pieces in going:
                for where in marks:
                    del made.marks[where]
            for (marks, pieces), taker in zip(going, (target, source), strict=False):
                made.marks |= {(criterion, taker): self.marks[criterion, giver] for criterion, giver in marks}
                made.pieces |= {piece: (taker, self.pieces[piece][1]) for piece in pieces}
        return made

    def _going(self, giver: str, taker: str, task: str) -> tuple[list[tuple[str, str]], list[str]]:
        """The marks and the pieces that go from one to the other: a piece goes with its mark, or where none keeps it."""
        there = [where for where in self.marks if where[1] == giver]
        marks = [where for where in there if not task or where[0].startswith(f"{task}.")]
        assert giver != taker
        pieces = []
        for piece, (whose, criterion) in self.pieces.items():
            if whose != giver:
                continue
            of_whole = not criterion and len(marks) == len(there)
            if of_whole or (criterion and (not task or criterion.startswith(f"{task}."))):
                pieces.append(piece)
        return marks, pieces

    def is_like(self, marks: Marks, pieces: Pieces) -> bool:
        """Whether that is what stands; a piece of which only its place is known may have any id."""
        named = {piece: whose for piece, whose in self.pieces.items() if piece}
        new = [whose for piece, whose in pieces.items() if piece not in named]
        known = {piece: whose for piece, whose in pieces.items() if piece in named}
        return (marks, known, new) == (self.marks, named, [self.pieces[""]] if "" in self.pieces else [])

    def named(self, pieces: Pieces) -> "Stands":
        """The same with the id of the piece that had none."""
        if "" in self.pieces:
            (found,) = pieces.keys() - self.pieces.keys()
            self.pieces[found] = self.pieces.pop("")
        return self


@dataclass
class Life:
    """What one process said, against what must stand."""

    stands: Stands
    shown: int = 0
    moves: int = 0
    under_way: tuple[str, list[str]] | None = None

    def hear(self, line: str) -> None:
        word, *said = json.loads(line)
        if word == "try":
            self.under_way = (said[0], said[1])
            return
        pieces = {piece: (whose[0], whose[1]) for piece, whose in said[1].items()}
        if word == "shown":
            assert self.under_way is not None
            self.stands = self.stands.after(*self.under_way)
            self.moves += self.under_way[0] == "move"
            self.under_way = None
            self.shown += 1
        marks = {
            (criterion, bib): mark
            for criterion, painted in said[0].items()
            for bib, mark in painted.items()
            if mark != "not-seen"
        }
        expected = {where: mark for where, mark in self.stands.marks.items() if where[0] in said[0]}
        assert marks == expected, line
        assert self.stands.is_like(self.stands.marks, pieces), line
        self.stands.named(pieces)


def begun(base: Path) -> Room:
    story = begin(base / "data", base / "state")
    try:
        for number in range(1, LEARNERS + 1):
            story.add_learner(f"Learner {number}", str(2030 + number))
        story.device.shelf.adopt(wide_form(CRITERIA, CRITICAL), at=story.clock.now())
        sitting, entries = story.open_sitting(FORM)
        for entry in entries:
            story.start(entry)
        return Room(base=base, key=story.device.key.hex(), sitting=sitting.id)
    finally:
        story.device.close()


def live_until_killed(room: Room, stands: Stands, *, seconds: float, seed: int) -> Life:
    """Lets a hand work at the board, and kills it that long after its first shown act."""
    life = Life(stands)
    hear_until_killed(
        "kill_mover.py",
        [str(room.base / "data"), str(room.base / "state"), room.key, room.sitting, str(seed)],
        base=room.base,
        hear=life.hear,
        begun=lambda: bool(life.shown),
        seconds=seconds,
    )
    return life


def kept(room: Room) -> tuple[Marks, Pieces]:
    """Opens the folder, requires that it is sound, and takes down every mark, and whose every piece of evidence is."""
    with opened_sound(room.base, room.key) as device:
        tables, desk = device.tables, evidence_desk(device)
        sweep(desk)
        lines = look(device.board, room.sitting).lines
        found = [
            (line.entry.bib, line.occasion, item)
            for line in lines
            for item in tables.evidence.of_assessment(line.entry.assessment)
        ]
        for _bib, occasion, item in found:
            assert fault_of(desk.files, item) == ""
            assert item.occasion == occasion, "a piece is of the occasion of whose it is"
        files = [path for path in (room.base / "data" / "evidence").rglob("*") if path.is_file()]
        assert len(files) == len(found), "nothing is lost, doubled or left over"
        marks = {
            (criterion, line.entry.bib): said.mark.value
            for line in lines
            for criterion, said in line.marks.items()
            if said.mark.value != "not-seen"
        }
        return marks, {item.id: (bib, item.criterion) for bib, _occasion, item in found if item.counts}


@dataclass
class Count:
    """What came of all the kills: shown acts, shown moves, and kills that struck in the middle of a move."""

    shown: int = 0
    moves: int = 0
    struck: int = 0


def kill_again_and_again(base: Path, *, kills: int) -> Count:
    """Kills that often on one board."""
    room, chance, count = begun(base), random.Random(), Count()  # noqa: S311 - the moment of a kill is no secret
    stands = Stands()
    for _ in range(kills):
        life = live_until_killed(
            room, stands, seconds=chance.uniform(0.02, 1.5), seed=chance.randrange(2**32)
        )
        found, stands = kept(room), life.stands
        if not stands.is_like(*found):
            assert life.under_way is not None, "something stands that was never done"
            stands = stands.after(*life.under_way)
            assert stands.is_like(*found), "what was shown is lost, or an act is half there"
            stands.named(found[1])
        count.shown += life.shown
        count.moves += life.moves
        count.struck += life.under_way is not None and life.under_way[0] == "move"
    return count


def test_two_kills_leave_every_mark_with_its_evidence(tmp_path: Path) -> None:
    assert kill_again_and_again(tmp_path, kills=2).shown >= 2


@pytest.mark.slow(minutes=3)
def test_forty_kills_leave_every_mark_with_its_evidence(tmp_path: Path, tell: Callable[[str], None]) -> None:
    count = kill_again_and_again(tmp_path, kills=40)
    tell(
        f"40 kills while marks and evidence change hands, {count.struck} of them in the middle of that: "
        f"{count.shown} shown acts, {count.moves} of them moves, 0 lost, 0 doubled, none a half"
    )
    assert count.shown >= 40
    assert count.moves
