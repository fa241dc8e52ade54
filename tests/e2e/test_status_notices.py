# ruff: noqa: S608 (the statements of a test: nobody else's text is in them)
"""The closed count is a promise: a row missing from any of its tables is noticed, and the command says which count."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from assessor_app.device import Device, open_device
from sample_copy import sample_at
from test_cli import Ran, run

MOVE = {
    "held": "INSERT INTO held (chain, seq, code, at) SELECT chain, seq, 'missing-id', '2026-11-22T09:00:00+00:00'",
    "accepted": "INSERT INTO accepted (chain, seq, at) SELECT chain, seq, '2026-11-22T09:00:00+00:00'",
    "rejected": """INSERT INTO rejected (chain, seq, code, sentence, at)
        SELECT chain, seq, 'bad', 'Not so.', '2026-11-22T09:00:00+00:00'""",
}
LAST = "seq = (SELECT max(seq) FROM outbox)"


@dataclass(frozen=True)
class Folder:
    data: Path
    state: Path

    def status(self) -> Ran:
        return run("status", "--json", "--data", str(self.data), state=self.state)

    @contextmanager
    def opened(self) -> Iterator[Device]:
        device = open_device(self.data, lambda slots: slots.open_with("sample"), state=self.state)
        try:
            yield device
        finally:
            device.close()

    def meddle(self, *statements: str) -> None:
        """What somebody with the key and an editor could do: the guards away, the deed, the guards back."""
        with self.opened() as device:
            connection = device.store.raw()
            guards = connection.execute(
                "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
            ).fetchall()
            connection.execute("PRAGMA foreign_keys = OFF")
            for name, _sql in guards:
                connection.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                connection.execute(statement)
            for _name, sql in guards:
                connection.execute(sql)
            connection.commit()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    base = tmp_path_factory.mktemp("notices")
    sample_at(base / "data", base / "state")
    return Folder(base / "data", base / "state")


@pytest.fixture
def folder(sample: Folder, tmp_path: Path) -> Folder:
    shutil.copytree(sample.data, tmp_path / "data")
    return Folder(tmp_path / "data", sample.state)


@pytest.mark.parametrize("table", ["outbox", "held", "accepted", "rejected"])
def test_a_row_missing_where_a_record_stands_is_noticed(folder: Folder, table: str) -> None:
    if table != "outbox":
        folder.meddle(f"{MOVE[table]} FROM outbox WHERE {LAST}", f"DELETE FROM outbox WHERE {LAST}")
        moved = folder.status()
        assert (moved.status, moved.json["count"][table], moved.json["broken"]) == (0, 1, [])
    folder.meddle(f"DELETE FROM {table} WHERE seq = (SELECT max(seq) FROM {table})")
    done = folder.status()
    assert (done.status, done.json["closes"]) == (1, False)
    assert [(wrong["code"], wrong["difference"]) for wrong in done.json["broken"]] == [("count", -1)]


def test_a_missing_record_is_noticed_with_its_chain(folder: Folder) -> None:
    last = "SELECT id FROM record WHERE seq = (SELECT max(seq) FROM record)"
    folder.meddle(
        f"DELETE FROM record_about WHERE record IN ({last})",
        "DELETE FROM record WHERE seq = (SELECT max(seq) FROM record)",
    )
    done = folder.status()
    assert done.status == 1
    (wrong,) = done.json["broken"]
    assert wrong == {"code": "records", "chain": done.json["chain"], "difference": -1}


def test_a_missing_chain_is_noticed(folder: Folder) -> None:
    captured = folder.status().json["count"]["captured"]
    folder.meddle("DELETE FROM chain")
    done = folder.status()
    assert (done.status, done.json["chain"], done.json["head"]) == (1, "", "")
    found = {(wrong["code"], wrong["difference"]) for wrong in done.json["broken"]}
    assert found == {("count", captured), ("records", captured), ("chain", -1)}


def test_it_is_said_to_people_too(folder: Folder) -> None:
    folder.meddle(f"DELETE FROM outbox WHERE {LAST}")
    done = run("status", "--data", str(folder.data), state=folder.state)
    *_counts, wrong = done.out.splitlines()
    assert (done.status, wrong) == (1, "The count does not close: -1.")
