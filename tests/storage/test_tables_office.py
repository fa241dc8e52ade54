"""Tables of any length: keys in an array, rows in pages, the same order as ever."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor_app.domain.people import Learner
from assessor_app.services.people.history import Mark
from assessor_app.storage.engine.store import Store, open_store
from assessor_app.storage.schema.migrations import schema
from assessor_app.storage.tables.learners import Learners
from assessor_app.storage.tables.office import Office

AT = "2026-11-22T09:00:00+00:00"
BY = "a" * 32


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(tmp_path, bytes(32), schema(), create=True)
    yield made
    made.close()


def fill(store: Store, count: int) -> None:
    # Names repeat, so that the walk must tell namesakes apart by their rows.
    learners = [
        Learner(id=f"{n:032x}", name=f"Person {n % 7}", number=str(n), group="odd" if n % 2 else "")
        for n in range(count)
    ]
    with store.atomic():
        Learners(store).put_many(learners, at=AT, by=BY)


@pytest.mark.parametrize("group", ["", "odd"])
@pytest.mark.parametrize("limit", [1, 7, 50, 1000])
def test_a_walk_in_pieces_finds_everybody_once_in_the_order_of_names(
    store: Store, group: str, limit: int
) -> None:
    fill(store, 100)
    office, walked = Office(store), list[int]()
    mark: Mark | None = None
    while True:
        keys, mark = office.keys_after(mark, group=group, limit=limit)
        walked.extend(keys)
        if mark is None:
            break
    assert walked == Learners(store).rowids(group=group)


def test_rows_come_in_the_order_asked_and_leave_out_who_is_gone(store: Store) -> None:
    fill(store, 5)
    office = Office(store)
    rows = office.rows([3, 99, 1])
    assert [row.key for row in rows] == [3, 1]
    assert not rows[0].checked
    assert (rows[0].assessments, rows[0].certificates) == (0, 0)


def test_search_finds_by_the_beginnings_of_words_within_a_group(store: Store) -> None:
    fill(store, 30)
    office = Office(store)
    everybody = office.found("pers 3", limit=100)
    odd = office.found("pers 3", group="odd", limit=100)
    assert {row.learner.name for row in office.rows(odd)} <= {
        row.learner.name for row in office.rows(everybody)
    }
    assert all(row.learner.group == "odd" for row in office.rows(odd))
    assert set(odd) < set(everybody)
    assert len(office.found("pers", limit=4)) == 4
    assert not office.found("· —", limit=4)


def test_a_group_is_read_from_its_index(store: Store) -> None:
    fill(store, 10)
    sql = "EXPLAIN QUERY PLAN SELECT seq FROM learner WHERE group_name = ? AND group_name <> '' ORDER BY folded, seq"
    plan = " ".join(str(row[3]) for row in store.raw().execute(sql, ("odd",)).fetchall())
    assert "learner_by_group" in plan
    assert "TEMP B-TREE" not in plan
