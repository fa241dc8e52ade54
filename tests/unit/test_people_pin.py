"""A PIN tells who is at the screen: wrong tries count even though they raise, and cost time, never the account."""

from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, Staff
from assessor_app.services.people.pin import (
    PinDesk,
    PinHasher,
    delay_after,
    require_pin,
    require_strong,
    set_pin,
)
from assessor_app.services.people.ports import PinState


@dataclass
class FakeClock:
    moment: datetime = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
    boot: str = "0" * 32

    def now(self) -> datetime:
        return self.moment

    def elapsed(self) -> int:
        return 0


@dataclass
class FakeStaff:
    people: dict[str, Staff]
    pins: dict[str, PinState] = field(default_factory=dict)

    def get(self, staff_id: str) -> Staff:
        return self.people[staff_id]

    def pin(self, staff_id: str) -> PinState:
        return self.pins.get(staff_id, PinState(hash="", failures=0, wait_until=""))

    def put_pin(self, staff_id: str, pin: PinState) -> None:
        self.pins[staff_id] = pin


class NoTransactions:
    def atomic(self) -> AbstractContextManager[Any]:
        return nullcontext()


def person(staff_id: str, *roles: Role, left: bool = False) -> Staff:
    return Staff(id=staff_id, name=staff_id.title(), label=staff_id, roles=frozenset(roles), left=left)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def desk(clock: FakeClock) -> PinDesk:
    people = [person("ada", Role.ASSESSOR), person("max", Role.ADMINISTRATOR), person("gone", left=True)]
    hasher = PinHasher(hash=lambda pin: f"kept {pin}", matches=lambda kept, pin: kept == f"kept {pin}")
    desk = PinDesk(
        transactions=NoTransactions(),
        staff=FakeStaff({one.id: one for one in people}),
        clock=clock,
        hasher=hasher,
    )
    set_pin(desk, by="ada", staff_id="ada", pin="2580")
    return desk


def wrong(desk: PinDesk, pin: str = "9999", *, staff_id: str = "ada") -> KnownError:
    with pytest.raises(KnownError) as caught:
        require_pin(desk, staff_id=staff_id, pin=pin)
    return caught.value


def test_the_right_pin_gives_the_person(desk: PinDesk) -> None:
    assert require_pin(desk, staff_id="ada", pin="2580").id == "ada"


def test_the_delay_grows_and_a_try_meanwhile_is_not_looked_at(desk: PinDesk, clock: FakeClock) -> None:
    assert [wrong(desk).details["wait"] for _ in range(3)] == [0, 0, 5]
    early = wrong(desk, "2580")
    assert (early.code, early.details["seconds"]) == ("pin-wait", 5)
    clock.moment += timedelta(seconds=5)
    later = wrong(desk)
    assert (later.code, later.details["tries"], later.details["wait"]) == ("pin-wrong", 4, 10)
    clock.moment += timedelta(seconds=10)
    assert require_pin(desk, staff_id="ada", pin="2580").id == "ada"
    assert wrong(desk).details["tries"] == 1


def test_one_persons_wrong_tries_delay_nobody_else(desk: PinDesk) -> None:
    set_pin(desk, by="max", staff_id="max", pin="8642")
    for _ in range(3):
        wrong(desk)
    assert require_pin(desk, staff_id="max", pin="8642").id == "max"


def test_a_clock_set_back_waits_no_longer_than_the_delay(desk: PinDesk, clock: FakeClock) -> None:
    for _ in range(3):
        wrong(desk)
    clock.moment = datetime(2015, 1, 1, tzinfo=UTC)
    assert wrong(desk).details["seconds"] == 5


def test_the_delay_never_passes_five_minutes() -> None:
    assert [delay_after(tries) for tries in range(11)] == [0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300]
    assert delay_after(10_000) == 300


def test_who_left_or_has_no_pin_is_told_so(desk: PinDesk) -> None:
    assert wrong(desk, staff_id="gone").code == "person-left"
    assert wrong(desk, staff_id="max").code == "pin-not-set"


def test_ones_own_pin_needs_the_old_one_and_a_wrong_one_counts(desk: PinDesk) -> None:
    with pytest.raises(KnownError) as caught:
        set_pin(desk, by="ada", staff_id="ada", pin="1357", old_pin="0000")
    assert (caught.value.code, caught.value.details["tries"]) == ("pin-wrong", 1)
    set_pin(desk, by="ada", staff_id="ada", pin="1357", old_pin="2580")
    assert require_pin(desk, staff_id="ada", pin="1357").id == "ada"


def test_an_administrator_resets_and_that_ends_the_delay(desk: PinDesk) -> None:
    for _ in range(3):
        wrong(desk)
    set_pin(desk, by="max", staff_id="ada", pin="1470")
    assert require_pin(desk, staff_id="ada", pin="1470").id == "ada"


def test_nobody_else_sets_another_persons_pin(desk: PinDesk) -> None:
    with pytest.raises(KnownError, match="not-allowed"):
        set_pin(desk, by="ada", staff_id="max", pin="1470")
    with pytest.raises(KnownError, match="person-left"):
        set_pin(desk, by="max", staff_id="gone", pin="1470")


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "１２３", "²²²²", "25 80"])
def test_a_pin_is_four_to_eight_digits(pin: str) -> None:
    with pytest.raises(KnownError, match="pin-format"):
        require_strong(pin)


@pytest.mark.parametrize("pin", ["0000", "77777777", "1234", "4321", "7890", "0123", "1212", "٤٤٤٤", "१२३४"])
def test_what_everybody_tries_first_is_refused(pin: str) -> None:
    with pytest.raises(KnownError, match="pin-too-simple"):
        require_strong(pin)


@given(st.text(max_size=12))
def test_any_text_is_a_good_pin_or_a_known_error(pin: str) -> None:
    with suppress(KnownError):
        require_strong(pin)
        assert len(pin.strip()) in range(4, 9)


def test_the_kept_hash_is_never_shown() -> None:
    assert "secret" not in repr(PinState(hash="secret", failures=0, wait_until=""))
