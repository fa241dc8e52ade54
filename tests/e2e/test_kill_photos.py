"""Killed (-9) at any moment while photos are taken: what was said to be kept opens whole, and nothing is half there."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assessor_app.device.evidence import evidence_desk
from assessor_app.services.evidence.prove import fault_of
from assessor_app.services.evidence.tidy import sweep
from killing import hear_until_killed, opened_sound
from test_kill import Folder, begun

COUNTS = {"kept": True, "removed": False, "put-back": True}
AFTER = {"remove": False, "put-back": True}


@dataclass
class Said:
    """What all processes said: of each photo its hash, and whether it counts; and the act that was under way."""

    hashes: dict[str, str] = field(default_factory=dict)
    counts: dict[str, bool] = field(default_factory=dict)
    under_way: tuple[str, str] | None = None
    shown: int = 0

    def hear(self, line: str) -> None:
        word, one, two = json.loads(line)
        if word == "try":
            self.under_way = (one, two)
            return
        self.under_way = None
        self.shown += 1
        self.counts[one] = COUNTS[word]
        if word == "kept":
            self.hashes[one] = two


def live_until_killed(folder: Folder, said: Said, *, seconds: float, seed: int) -> None:
    """Lets a process take photos, and kills it that long after its first line."""
    hear_until_killed(
        "kill_photographer.py",
        [str(folder.base / "data"), str(folder.base / "state"), folder.key, folder.assessment, str(seed)],
        base=folder.base,
        hear=said.hear,
        begun=lambda: True,
        seconds=seconds,
    )


def require_whole(folder: Folder, said: Said) -> None:
    """Every photo that was said is there and proves itself; at most the one under way is there beside them."""
    with opened_sound(folder.base, folder.key) as device:
        tables, desk = device.tables, evidence_desk(device)
        sweep(desk)
        found = {item.id: item for item in tables.evidence.of_assessment(folder.assessment)}
        act, about = said.under_way or ("", "")
        unsaid = found.keys() - said.hashes.keys()
        assert len(unsaid) <= (act == "keep")
        for item in found.values():
            assert fault_of(desk.files, item) == ""
        for photo, sha256 in said.hashes.items():
            assert found[photo].sha256 == sha256
            allowed = {said.counts[photo]} | ({AFTER[act]} if photo == about else set())
            assert found[photo].counts in allowed
        # What the kill cut off is gone, and nothing else went with it.
        on_disk = {path.name for path in (folder.base / "data" / "evidence").rglob("*") if path.is_file()}
        assert len(on_disk) == len(found), on_disk
        for photo in unsaid:
            said.hashes[photo] = found[photo].sha256
        said.counts = {item.id: item.counts for item in found.values()}
        said.under_way = None


def kill_again_and_again(base: Path, *, kills: int) -> int:
    """Kills that often on one folder; returns how many acts came back."""
    folder, chance, said = begun(base), random.Random(), Said()  # noqa: S311 - the moment of a kill is no secret
    for _ in range(kills):
        live_until_killed(folder, said, seconds=chance.uniform(0.02, 1.5), seed=chance.randrange(2**32))
        require_whole(folder, said)
    return said.shown


def test_two_kills_leave_every_photo_whole(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path, kills=2)


@pytest.mark.slow(minutes=2)
def test_thirty_kills_leave_every_photo_whole(tmp_path: Path, tell: Callable[[str], None]) -> None:
    shown = kill_again_and_again(tmp_path, kills=30)
    tell(f"30 kills while photos are taken, {shown} shown acts, 0 lost, none a half")
    assert shown >= 30
