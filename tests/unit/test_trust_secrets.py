import dataclasses
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.domain.errors import KnownError
from assessor_app.trust import recovery_key, secrets
from assessor_app.trust.secrets import Cost

LIGHT = Cost(memory_kib=8, passes=1)
KEY = bytes(range(32))


def test_a_slot_opens_with_its_passphrase_alone() -> None:
    slot = secrets.lock_slot(KEY, "correct horse", context=b"folder/1", cost=LIGHT)
    assert secrets.open_slot(slot, "correct horse", context=b"folder/1") == KEY
    for passphrase, context in (("Correct horse", b"folder/1"), ("correct horse", b"folder/2")):
        with pytest.raises(KnownError, match="passphrase-wrong"):
            secrets.open_slot(slot, passphrase, context=context)


def test_two_keyboards_agree_on_an_accent() -> None:
    slot = secrets.lock_slot(KEY, "caf\u00e9", context=b"", cost=LIGHT)
    assert secrets.open_slot(slot, "cafe\u0301", context=b"") == KEY


@pytest.mark.parametrize(
    "cost", [Cost(memory_kib=2**32, passes=1), Cost(memory_kib=8, passes=10**9), Cost(memory_kib=0, passes=1)]
)
def test_a_planted_cost_does_not_eat_the_memory(cost: Cost) -> None:
    slot = secrets.lock_slot(KEY, "x", context=b"", cost=LIGHT)
    with pytest.raises(KnownError, match="slot-unreadable"):
        secrets.open_slot(dataclasses.replace(slot, cost=cost), "x", context=b"")
    with pytest.raises(KnownError, match="slot-unreadable"):
        secrets.open_slot(dataclasses.replace(slot, wrapped=b"short"), "x", context=b"")


def test_the_default_costs_are_those_that_are_recommended() -> None:
    """In a process of its own: in this one guesses are cheap (tests/conftest.py)."""
    said = (
        "from assessor_app.trust import secrets as s\n"
        f"slot = s.lock_slot({KEY!r}, 'sample', context=b'')\n"
        "print(slot.cost.memory_kib, slot.cost.passes, s.open_slot(slot, 'sample', context=b'').hex())\n"
        "print(s.hash_pin('1234'))"
    )
    told = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout
    assert told.startswith(f"65536 3 {KEY.hex()}\n")
    assert "m=19456,t=2,p=1" in told


def test_a_pin_is_the_same_in_the_digits_of_any_script() -> None:
    kept = secrets.hash_pin("1234", cost=LIGHT)
    assert "1234" not in kept
    for typed in ("1234", " 1234 ", "١٢٣٤", "१२३४"):
        assert secrets.pin_matches(kept, typed)
    assert not secrets.pin_matches(kept, "1235")
    assert not secrets.pin_matches(kept, "")


@given(st.binary(min_size=20, max_size=20))
def test_a_recovery_key_is_read_from_its_paper(key: bytes) -> None:
    shown = recovery_key.show_recovery_key(key)
    assert len(shown) == 8 * 5 + 1
    assert recovery_key.read_recovery_key(shown) == key
    assert (
        recovery_key.read_recovery_key(shown.lower().replace("-", " ").replace("0", "o").replace("1", "l"))
        == key
    )


def test_a_mistyped_recovery_key_is_noticed_before_anything_is_tried() -> None:
    shown = recovery_key.show_recovery_key(bytes(range(20)))
    for text in ("", shown[:-3], shown + "7", "U" + shown[1:], "ZZZZ" + shown[4:]):
        with pytest.raises(KnownError, match="recovery-key-unreadable"):
            recovery_key.read_recovery_key(text)


def test_the_recovery_key_opens_the_folder_and_another_does_not() -> None:
    key = recovery_key.new_recovery_key()
    wrapped = secrets.wrap(KEY, kek=recovery_key.folder_key(key), context=b"recovery")
    opened = secrets.unwrap(
        wrapped, kek=recovery_key.folder_key(key), context=b"recovery", wrong="recovery-key-wrong"
    )
    assert opened == KEY
    other = recovery_key.folder_key(recovery_key.new_recovery_key())
    with pytest.raises(KnownError, match="recovery-key-wrong"):
        secrets.unwrap(wrapped, kek=other, context=b"recovery", wrong="recovery-key-wrong")
    assert recovery_key.stick_seed(key) != recovery_key.folder_key(key)
