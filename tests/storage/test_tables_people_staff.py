"""Staff on a real store: who may change it, the last administrator, and ways in that end with leaving."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from people_bench import ADM, ASS, CEN, GONE, KEY, QUA, Bench, build

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role
from assessor_app.services.people import staff as services
from assessor_app.services.people.pin import PinDesk, PinHasher, require_pin, set_pin
from assessor_app.services.people.staff import StaffEntry
from assessor_app.storage.engine.store import open_store
from assessor_app.storage.schema.migrations import schema

ASSESSOR = StaffEntry(
    name="  Zoë\u202e  Müller ", roles=frozenset({Role.ASSESSOR}), scope=("electrical", "electrical")
)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = build(tmp_path)
    yield made
    made.store.close()


def test_a_member_is_added_clean_and_read_back(bench: Bench) -> None:
    entry = replace(ASSESSOR, registration="A-77", qualified_until=date(2027, 1, 31))
    made = services.add(bench.staff, by=ADM, entry=entry)
    assert (made.name, made.label, made.scope) == ("Zoë Müller", "Zoë", ("electrical",))
    assert bench.table.get(made.id) == made


@pytest.mark.parametrize("by", [ASS, QUA, CEN, GONE])
def test_only_an_administrator_keeps_staff(bench: Bench, by: str) -> None:
    for act in (
        lambda: services.add(bench.staff, by=by, entry=ASSESSOR),
        lambda: services.change(bench.staff, by=by, staff_id=ADM, entry=ASSESSOR),
        lambda: services.leave(bench.staff, by=by, staff_id=ADM),
        lambda: services.take_passphrase(bench.staff, by=by, staff_id=ADM),
        lambda: services.give_passphrase(bench.staff, by=by, staff_id=ADM, passphrase="long enough"),
    ):
        with pytest.raises(KnownError, match="not-allowed"):
            act()


def test_the_last_administrator_stays_one(bench: Bench) -> None:
    entry = services.entry_of(bench.table.get(ADM))
    with pytest.raises(KnownError, match="last-administrator"):
        services.leave(bench.staff, by=ADM, staff_id=ADM)
    with pytest.raises(KnownError, match="last-administrator"):
        services.change(
            bench.staff, by=ADM, staff_id=ADM, entry=replace(entry, roles=frozenset({Role.CENTRE_STAFF}))
        )
    second = services.add(bench.staff, by=ADM, entry=replace(entry, name="Second"))
    services.leave(bench.staff, by=ADM, staff_id=ADM)
    with pytest.raises(KnownError, match="last-administrator"):
        services.leave(bench.staff, by=second.id, staff_id=second.id)
    assert bench.table.get(ADM).left


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (replace(ASSESSOR, name="\u200b \u202e"), "name-missing"),
        (replace(ASSESSOR, name="x" * 301), "text-too-long"),
        (replace(ASSESSOR, roles=frozenset()), "roles-missing"),
        (replace(ASSESSOR, scope=(" ",)), "scope-missing"),
    ],
)
def test_what_cannot_be_written_is_said(bench: Bench, entry: StaffEntry, code: str) -> None:
    before = bench.table.all()
    with pytest.raises(KnownError, match=code):
        services.add(bench.staff, by=ADM, entry=entry)
    assert bench.table.all() == before


def test_a_passphrase_is_given_replaced_and_gone_with_the_member(bench: Bench) -> None:
    services.give_passphrase(bench.staff, by=ADM, staff_id=ASS, passphrase="first passphrase")
    assert bench.slots.open_with("first passphrase").key == KEY
    services.give_passphrase(bench.staff, by=ASS, staff_id=ASS, passphrase="second passphrase")
    assert bench.slots.open_with("second passphrase").slot.staff == ASS
    services.leave(bench.staff, by=ADM, staff_id=ASS)
    for passphrase in ("first passphrase", "second passphrase"):
        with pytest.raises(KnownError, match="passphrase-wrong"):
            bench.slots.open_with(passphrase)
    with pytest.raises(KnownError, match="person-left"):
        services.give_passphrase(bench.staff, by=ADM, staff_id=ASS, passphrase="third passphrase")


def test_a_changed_label_is_on_the_sign_in_page_at_once(bench: Bench) -> None:
    desk = bench.staff
    made = services.add(desk, by=ADM, entry=StaffEntry(name="Ana Mori", roles=frozenset({Role.CENTRE_STAFF})))
    services.give_passphrase(desk, by=ADM, staff_id=made.id, passphrase="correct horse")
    services.change(
        desk, by=ADM, staff_id=made.id, entry=replace(services.entry_of(made), label="Front desk")
    )
    (slot,) = [one for one in bench.slots.slots() if one.staff == made.id]
    assert slot.label == "Front desk"
    assert bench.slots.open_with("correct horse").slot.staff == made.id
    with pytest.raises(KnownError, match="text-too-long"):
        services.change(
            desk, by=ADM, staff_id=made.id, entry=replace(services.entry_of(made), label="x" * 61)
        )
    assert [one.label for one in bench.slots.slots() if one.staff == made.id] == ["Front desk"]


def test_nobody_lets_themselves_in_and_short_passphrases_are_refused(bench: Bench) -> None:
    with pytest.raises(KnownError, match="not-allowed"):
        services.give_passphrase(bench.staff, by=ASS, staff_id=ASS, passphrase="long enough")
    with pytest.raises(KnownError, match="passphrase-too-short"):
        services.give_passphrase(bench.staff, by=ADM, staff_id=ASS, passphrase="short")


def test_leaving_is_undone_when_the_way_in_cannot_be_taken(bench: Bench) -> None:
    services.give_passphrase(bench.staff, by=ADM, staff_id=ASS, passphrase="the only one")
    recovery = next(slot for slot in bench.slots.slots() if slot.kind == "recovery")
    bench.slots.remove(KEY, recovery.id)
    with pytest.raises(KnownError, match="last-slot"):
        services.leave(bench.staff, by=ADM, staff_id=ASS)
    assert not bench.table.get(ASS).left


def test_the_key_is_never_shown(bench: Bench) -> None:
    assert KEY.hex() not in repr(bench.staff)
    assert repr(KEY) not in repr(bench.staff)


def test_only_the_first_member_comes_without_an_administrator(bench: Bench, tmp_path: Path) -> None:
    entry = replace(ASSESSOR, roles=frozenset({Role.ADMINISTRATOR}))
    with pytest.raises(KnownError, match="not-first"):
        services.add_first(bench.staff, entry)
    other = build_empty(bench, tmp_path / "new")
    with pytest.raises(KnownError, match="last-administrator"):
        services.add_first(other, ASSESSOR)
    assert services.add_first(other, entry).has(Role.ADMINISTRATOR)
    other.transactions.close()  # type: ignore[attr-defined]  # it is a store here


def build_empty(bench: Bench, folder: Path) -> services.StaffDesk:
    from assessor_app.storage.tables.staff import StaffTable

    store = open_store(folder, KEY, schema(), create=True)
    return replace(bench.staff, transactions=store, staff=StaffTable(store))


def test_wrong_pins_last_over_a_restart_although_the_call_raised(bench: Bench, tmp_path: Path) -> None:
    hasher = PinHasher(hash=lambda pin: f"kept {pin}", matches=lambda kept, pin: kept == f"kept {pin}")
    desk = PinDesk(transactions=bench.store, staff=bench.table, clock=bench.clock, hasher=hasher)
    set_pin(desk, by=ADM, staff_id=ASS, pin="2580")
    for _ in range(3):
        with pytest.raises(KnownError, match="pin-wrong"):
            require_pin(desk, staff_id=ASS, pin="9999")
    bench.store.close()
    from assessor_app.storage.tables.staff import StaffTable

    store = open_store(tmp_path, KEY, schema())
    desk = replace(desk, transactions=store, staff=StaffTable(store))
    with pytest.raises(KnownError, match="pin-wait"):
        require_pin(desk, staff_id=ASS, pin="2580")
    bench.clock.pass_by(5)
    assert require_pin(desk, staff_id=ASS, pin="2580").id == ASS
    store.close()
