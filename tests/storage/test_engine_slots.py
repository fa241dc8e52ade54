"""Every way in is a slot of its own; a wrong passphrase costs nothing, and no change locks everybody out."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine import keyfile
from assessor_app.storage.engine.os_keyring import OsKeyring
from assessor_app.storage.engine.slots import KeySlots, Opened, new_key
from assessor_app.trust.hpke_box import open_key, seal_key
from assessor_app.trust.recovery_key import new_recovery_key, read_recovery_key, show_recovery_key, stick_seed
from assessor_app.trust.secrets import Cost

CHEAP = Cost(memory_kib=8, passes=1)  # the real one takes a tenth of a second a guess


class MemoryKeyring:
    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def put(self, name: str, value: str) -> None:
        self.kept[name] = value

    def delete(self, name: str) -> None:
        self.kept.pop(name, None)


class AbsentKeyring(MemoryKeyring):
    def put(self, name: str, value: str) -> None:
        raise KnownError("keyring-unavailable", detail=name + value)


@pytest.fixture
def slots(tmp_path: Path) -> KeySlots:
    return KeySlots(tmp_path, cost=CHEAP)


KEY = bytes(range(32))


def code(call: Any, *arguments: Any, **named: Any) -> str:
    with pytest.raises(KnownError) as caught:
        call(*arguments, **named)
    return caught.value.code


@pytest.mark.parametrize(
    "torn", [{"wrapped": "ab"}, {"salt": ""}, {"cost": {"memory_kib": 8}}, {"cost": {"memory_kib": 10**9}}]
)
def test_a_torn_slot_keeps_nobody_else_out(slots: KeySlots, tmp_path: Path, torn: dict[str, Any]) -> None:
    slots.add_passphrase(KEY, "one horse", staff="a" * 32, label="")
    slots.add_passphrase(KEY, "two horses", staff="b" * 32, label="")
    contents = keyfile.read(tmp_path)
    first, second = contents.slots
    keyfile.write(tmp_path, replace(contents, slots=(replace(first, **torn), second)))
    assert slots.open_with("two horses").slot.staff == "b" * 32
    assert code(slots.open_with, "one horse") == "slot-unreadable"
    assert code(slots.open_with, "three horses") == "slot-unreadable"


def test_two_people_open_with_their_own(slots: KeySlots) -> None:
    slots.add_passphrase(KEY, "one horse", staff="a" * 32, label="")
    slots.add_passphrase(KEY, "two horses", staff="b" * 32, label="")
    opened = slots.open_with("two horses")
    assert (opened.key, opened.slot.staff) == (KEY, "b" * 32)
    assert slots.open_with("one horse").slot.staff == "a" * 32


def test_a_wrong_passphrase_says_so_and_changes_nothing(slots: KeySlots, tmp_path: Path) -> None:
    slots.add_passphrase(KEY, "one horse", staff=None, label="")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert [code(slots.open_with, "no horse") for _ in range(5)] == ["passphrase-wrong"] * 5
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert slots.open_with("one horse").key == KEY


def test_a_named_slot_takes_only_its_own(slots: KeySlots) -> None:
    first = slots.add_passphrase(KEY, "one", staff=None, label="")
    slots.add_passphrase(KEY, "two", staff=None, label="")
    assert code(slots.open_with, "two", slot=first.id) == "passphrase-wrong"
    assert code(slots.open_with, "two", slot="f" * 32) == "slot-unknown"


def test_composed_and_decomposed_accents_are_one_passphrase(slots: KeySlots) -> None:
    slots.add_passphrase(KEY, "caf\u00e9", staff=None, label="")
    assert slots.open_with("cafe\u0301").key == KEY


def test_a_replaced_passphrase_no_longer_opens(slots: KeySlots) -> None:
    old = slots.add_passphrase(KEY, "old", staff="a" * 32, label="Ana")
    new = slots.replace(KEY, old.id, "new")
    assert code(slots.open_with, "old") == "passphrase-wrong"
    assert slots.open_with("new").slot.staff == "a" * 32
    assert (new.label, len(slots.slots())) == ("Ana", 1)


def test_a_slot_is_called_something_else_and_still_opens(slots: KeySlots, tmp_path: Path) -> None:
    first = slots.add_passphrase(KEY, "one", staff="a" * 32, label="Ana")
    slots.add_passphrase(KEY, "two", staff="b" * 32, label="Bo")
    slots.relabel(KEY, first.id, "Ana M.")
    assert [one.label for one in slots.slots()] == ["Ana M.", "Bo"], "in the order they were"
    assert slots.open_with("one").key == KEY
    assert (tmp_path / "keys.json").read_bytes() == (tmp_path / "keys.json.bak").read_bytes()
    with pytest.raises(ValueError, match="not the key"):
        slots.relabel(bytes(32), first.id, "Mallory")
    assert code(slots.relabel, KEY, "0" * 32, "Nobody") == "slot-unknown"


def test_the_last_way_in_stays(slots: KeySlots) -> None:
    only = slots.add_passphrase(KEY, "one", staff=None, label="")
    slots.add_keyring(KEY, MemoryKeyring())
    assert code(slots.remove, KEY, only.id) == "last-slot"
    slots.add_recovery(KEY)
    slots.remove(KEY, only.id)
    assert code(slots.open_with, "one") == "passphrase-wrong"


def test_a_removed_way_in_is_gone_from_the_second_copy_too(slots: KeySlots, tmp_path: Path) -> None:
    slots.add_passphrase(KEY, "stays", staff=None, label="")
    leaver = slots.add_passphrase(KEY, "leaves", staff=None, label="")
    slots.remove(KEY, leaver.id)
    assert not [path.name for path in tmp_path.iterdir() if leaver.id.encode() in path.read_bytes()]


def test_only_who_holds_the_key_lets_others_in(slots: KeySlots) -> None:
    slots.add_passphrase(KEY, "one", staff=None, label="")
    with pytest.raises(ValueError, match="not the key"):
        slots.add_passphrase(bytes(32), "intruder", staff=None, label="")


def test_the_recovery_key_opens_however_it_is_typed(slots: KeySlots) -> None:
    shown = slots.add_recovery(KEY).shown
    assert slots.open_with_recovery(shown.lower().replace("-", " ")).key == KEY


def test_a_mistyped_recovery_key_is_not_called_wrong(slots: KeySlots) -> None:
    shown = slots.add_recovery(KEY).shown
    slip = ("A" if shown[0] != "A" else "B") + shown[1:]
    assert code(slots.open_with_recovery, slip) == "recovery-key-unreadable"
    assert code(slots.open_with_recovery, show_recovery_key(new_recovery_key())) == "recovery-key-wrong"


def test_a_new_recovery_key_replaces_the_old_one(slots: KeySlots) -> None:
    old = slots.add_recovery(KEY)
    new = slots.add_recovery(KEY)
    assert code(slots.open_with_recovery, old.shown) == "recovery-key-wrong"
    assert slots.open_with_recovery(new.shown).key == KEY


def test_copies_are_sealed_to_the_recovery_key_without_it(slots: KeySlots) -> None:
    made = slots.add_recovery(KEY)
    sealed = seal_key(KEY, receiver=made.copies_to)
    assert open_key(sealed, private=stick_seed(read_recovery_key(made.shown))) == KEY
    assert made.shown not in repr(made)


def test_the_keyring_opens_without_asking(slots: KeySlots) -> None:
    keyring = MemoryKeyring()
    slots.add_passphrase(KEY, "one", staff=None, label="")
    assert slots.open_with_keyring(keyring) is None
    slots.add_keyring(KEY, keyring)
    assert list(keyring.kept) == [slots.store_id()]
    opened = slots.open_with_keyring(keyring)
    assert opened
    assert opened.key == KEY
    keyring.kept.clear()
    assert slots.open_with_keyring(keyring) is None


def test_an_absent_keyring_changes_nothing(slots: KeySlots) -> None:
    slots.add_passphrase(KEY, "one", staff=None, label="")
    assert code(slots.add_keyring, KEY, AbsentKeyring()) == "keyring-unavailable"
    assert len(slots.slots()) == 1


@pytest.mark.parametrize("backend", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring"])
def test_a_backend_that_keeps_nothing_is_no_keyring(backend: str) -> None:
    import keyring
    from keyring.core import load_keyring

    before = keyring.get_keyring()
    keyring.set_keyring(load_keyring(backend))
    try:
        with pytest.raises(KnownError) as caught:
            OsKeyring().put("name", "value")
        assert (caught.value.code, caught.value.details["detail"]) == (
            "keyring-unavailable",
            "none on this computer",
        )
    finally:
        keyring.set_keyring(before)


@pytest.mark.parametrize("torn", [b"", b"{", b"[]", b'{"format": "other"}', b"\xff\xfe", b"[" * 100_000])
def test_one_torn_copy_costs_nothing_and_two_are_told(slots: KeySlots, tmp_path: Path, torn: bytes) -> None:
    slots.add_passphrase(KEY, "one", staff=None, label="")
    (tmp_path / keyfile.KEYS).write_bytes(torn)
    assert slots.open_with("one").key == KEY
    keyfile.mend(tmp_path)
    assert (tmp_path / keyfile.KEYS).read_bytes() == (tmp_path / keyfile.SECOND_COPY).read_bytes()
    (tmp_path / keyfile.KEYS).unlink()
    assert slots.open_with("one").key == KEY
    (tmp_path / keyfile.KEYS).write_bytes(torn)
    (tmp_path / keyfile.SECOND_COPY).write_bytes(torn)
    assert code(slots.open_with, "one") == "keys-unreadable"


def test_a_folder_without_keys_says_so(slots: KeySlots) -> None:
    assert code(slots.open_with, "one") == "keys-missing"


def test_a_slot_given_to_another_person_opens_nothing(slots: KeySlots, tmp_path: Path) -> None:
    slots.add_passphrase(KEY, "one", staff="a" * 32, label="")
    text = json.loads((tmp_path / keyfile.KEYS).read_text("utf-8"))
    text["slots"][0]["staff"] = "b" * 32
    (tmp_path / keyfile.KEYS).write_text(json.dumps(text), "utf-8")
    assert code(slots.open_with, "one") == "passphrase-wrong"


def test_no_key_is_shown_or_written_in_the_clear(slots: KeySlots, tmp_path: Path) -> None:
    key = new_key()
    slots.add_passphrase(key, "one horse", staff=None, label="")
    opened = slots.open_with("one horse")
    assert isinstance(opened, Opened)
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for text in (repr(opened), repr(slots), written.decode()):
        assert key.hex() not in text
        assert repr(key)[2:-1] not in text
        assert "one horse" not in text
