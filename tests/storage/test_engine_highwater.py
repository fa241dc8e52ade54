"""The chain's mark outlives the data folder, only rises, and no keyring holds it up."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine.highwater import HighWater, Mark, state_folder

CHAIN = "ab" * 16
OTHER = "cd" * 16


class MemoryKeyring:
    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.asked = 0

    def get(self, name: str) -> str | None:
        self.asked += 1
        return self.kept.get(name)

    def put(self, name: str, value: str) -> None:
        self.kept[name] = value

    def delete(self, name: str) -> None:
        self.kept.pop(name, None)


class LockedKeyring:
    def get(self, name: str) -> str | None:
        raise KnownError("keyring-unavailable", detail=name)

    def put(self, name: str, value: str) -> None:
        raise KnownError("keyring-unavailable", detail=name + value)

    def delete(self, name: str) -> None:
        raise KnownError("keyring-unavailable", detail=name)


def test_a_mark_is_remembered_by_its_chain(tmp_path: Path) -> None:
    HighWater(tmp_path).raise_to(CHAIN, 7, "e" * 64)
    assert HighWater(tmp_path).read(CHAIN) == Mark(CHAIN, 7, "e" * 64)
    assert HighWater(tmp_path).read(OTHER) is None


def test_a_mark_never_falls(tmp_path: Path) -> None:
    marks = HighWater(tmp_path)
    marks.raise_to(CHAIN, 7, "e" * 64)
    marks.raise_to(CHAIN, 3, "f" * 64)
    assert marks.read(CHAIN) == Mark(CHAIN, 7, "e" * 64)


def test_the_higher_of_both_places_counts(tmp_path: Path) -> None:
    keyring = MemoryKeyring()
    marks = HighWater(tmp_path / "old", keyring)
    marks.raise_to(CHAIN, 7, "e" * 64)
    assert marks.meet_keyring(CHAIN)
    elsewhere = HighWater(tmp_path / "new", keyring)
    assert elsewhere.meet_keyring(CHAIN)
    assert elsewhere.read(CHAIN) == Mark(CHAIN, 7, "e" * 64)
    elsewhere.raise_to(CHAIN, 9, "f" * 64)
    assert elsewhere.read(CHAIN) == Mark(CHAIN, 9, "f" * 64)


def test_a_file_brought_back_from_yesterday_is_outvoted_by_the_keyring(tmp_path: Path) -> None:
    keyring = MemoryKeyring()
    marks = HighWater(tmp_path, keyring)
    marks.raise_to(CHAIN, 7, "e" * 64)
    yesterday = (tmp_path / f"{CHAIN}.json").read_bytes()
    marks.raise_to(CHAIN, 9, "f" * 64)
    marks.meet_keyring(CHAIN)
    (tmp_path / f"{CHAIN}.json").write_bytes(yesterday)
    again = HighWater(tmp_path, keyring)
    assert again.meet_keyring(CHAIN)
    assert again.read(CHAIN) == Mark(CHAIN, 9, "f" * 64)


def test_a_keyring_is_asked_when_told_to_and_at_no_reading(tmp_path: Path) -> None:
    keyring = MemoryKeyring()
    marks = HighWater(tmp_path, keyring)
    marks.raise_to(CHAIN, 7, "e" * 64)
    marks.read(CHAIN)
    assert (keyring.asked, keyring.kept) == (0, {})
    marks.meet_keyring(CHAIN)
    marks.read(CHAIN)
    assert keyring.asked == 1


def test_what_a_keyring_said_stands_though_it_takes_nothing_new(tmp_path: Path) -> None:
    keyring = MemoryKeyring()
    first = HighWater(tmp_path / "old", keyring)
    first.raise_to(CHAIN, 7, "e" * 64)
    first.meet_keyring(CHAIN)

    class ReadOnlyKeyring(MemoryKeyring):
        def put(self, name: str, value: str) -> None:
            raise KnownError("keyring-unavailable", detail=name + value)

    reading = ReadOnlyKeyring()
    reading.kept = keyring.kept
    second = HighWater(tmp_path / "new", reading)
    second.raise_to(CHAIN, 9, "f" * 64)
    assert not second.meet_keyring(CHAIN)
    (tmp_path / "new" / f"{CHAIN}.json").unlink()
    assert second.read(CHAIN) == Mark(CHAIN, 7, "e" * 64)


def test_a_keyring_that_holds_another_chains_mark_is_not_believed(tmp_path: Path) -> None:
    keyring = MemoryKeyring()
    keyring.kept[f"chain {CHAIN}"] = '{"chain": "x", "seq": 99, "hash": "y"}'
    marks = HighWater(tmp_path, keyring)
    marks.raise_to(CHAIN, 7, "e" * 64)
    assert marks.meet_keyring(CHAIN)
    assert marks.read(CHAIN) == Mark(CHAIN, 7, "e" * 64)


def test_a_locked_keyring_never_breaks_signing(tmp_path: Path) -> None:
    marks = HighWater(tmp_path, LockedKeyring())
    marks.raise_to(CHAIN, 7, "e" * 64)
    assert not marks.meet_keyring(CHAIN)
    assert marks.read(CHAIN) == Mark(CHAIN, 7, "e" * 64)


@pytest.mark.parametrize("torn", ["", "{", "[]", '{"chain": "x", "seq": 1, "hash": "y"}'])
def test_a_torn_mark_is_no_mark(tmp_path: Path, torn: str) -> None:
    (tmp_path / f"{CHAIN}.json").write_text(torn)
    assert HighWater(tmp_path).read(CHAIN) is None


def test_a_chain_id_is_never_a_path(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 hex"):
        HighWater(tmp_path).read("../" + CHAIN)


def test_the_state_folder_is_the_users_own() -> None:
    assert state_folder().is_absolute()
    assert state_folder().name == "chains"
