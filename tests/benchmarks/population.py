"""Data folders with many learners, made once and kept in build/bench: names of several scripts, always the same."""

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

from assessor_app.domain import folding
from assessor_app.domain.people import Learner
from assessor_app.storage.engine.store import DATABASE, Store, open_store
from assessor_app.storage.schema.migrations import schema
from assessor_app.storage.tables.learners import Learners

KEY = bytes(range(32))
AT = "2026-11-22T09:00:00+00:00"
KEPT = Path(__file__).resolve().parents[2] / "build" / "bench"
# A line for each script: how often it is met, then common words of names in it.
_NAMES = Path(__file__).with_name("names.txt")
_EDITION = "1"  # raise it when `people` gives other people
_BATCH = 10_000
_SEED = 20_261_122
_SYLLABLES = "anbarcaldorelfarganholisjenkorlinmarnorospelquirossaltorulvenwalyarzelberdanfingorhan"


def folder_of(learners: int) -> Path:
    """A data folder's database of this many learners; made the first time, which takes minutes for a million."""
    folder = KEPT / f"learners-{learners}-{_stamp()}"
    if not (folder / "made").exists():
        print(f"\nmaking {learners:,} learners in {folder.name}, once …")  # noqa: T201  # it takes a while
        (folder / DATABASE).unlink(missing_ok=True)
        _make(folder, learners)
        (folder / "made").touch()
    return folder


def open_folder(learners: int) -> Store:
    """The same, open."""
    return open_store(folder_of(learners), KEY, schema())


def people(count: int) -> Iterator[Learner]:
    """Learners with three words of a name: two of the common ones of a script and a rare one between them."""
    chance = random.Random(_SEED)  # noqa: S311  # the same names each time, nothing secret
    lines = [line.split() for line in _NAMES.read_text("utf-8").splitlines()]
    scripts = [words for share, *words in lines for _ in range(int(share))]
    for number in range(count):
        words = chance.choice(scripts)
        yield Learner(
            id=f"{chance.getrandbits(128):032x}",
            name=f"{chance.choice(words)} {_rare(chance, words)} {chance.choice(words)}",
            number=f"C{number:07d}",
            group=f"Group {number % 400}",
        )


def _rare(chance: random.Random, words: list[str]) -> str:
    if words[0].isascii():
        starts = (chance.randrange(len(_SYLLABLES) - 3) for _ in range(chance.randint(2, 3)))
        return "".join(_SYLLABLES[start : start + 3] for start in starts).capitalize()
    return "".join(chance.choices(words, k=2))[: chance.randint(4, 9)]


def _make(folder: Path, count: int) -> None:
    store = open_store(folder, KEY, schema(), create=True)
    try:
        batch: list[Learner] = []
        for learner in people(count):
            batch.append(learner)
            if len(batch) == _BATCH:
                _keep(store, batch)
        _keep(store, batch)
        store.raw().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        store.close()


def _keep(store: Store, batch: list[Learner]) -> None:
    with store.atomic():
        Learners(store).put_many(batch, at=AT, by="a" * 32)
    batch.clear()


def _stamp() -> str:
    """Changes with what a kept folder depends on: the names, their folding, and the schema."""
    depends = (
        _EDITION,
        _NAMES.read_text("utf-8"),
        Path(folding.__file__).read_text("utf-8"),
        schema().expected(),
    )
    return hashlib.sha256("".join(depends).encode()).hexdigest()[:8]
