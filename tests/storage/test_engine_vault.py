"""Evidence on disk: any size comes back, any tampering is noticed, and what a crash left is swept."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database, Migrations

from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine import vault as engine
from assessor_app.storage.engine.migrations import Schema
from assessor_app.storage.engine.store import open_store
from assessor_app.storage.engine.vault import Sealed, Vault
from assessor_app.trust import hpke_box

CHUNK = hpke_box.CHUNK_BYTES
MOST = 10 * CHUNK
KEY = bytes(range(32))
# What a tester cares about: nothing, a byte, and the neighbourhood of every edge of a chunk.
SIZES = st.one_of(
    st.integers(0, 3000),
    st.builds(lambda chunks, off: max(chunks * CHUNK + off, 0), st.integers(0, 3), st.integers(-2, 2)),
)


def plain(size: int, seed: int = 0) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311 - content, no secret


def put(vault: Vault, content: bytes) -> Sealed:
    with vault.sealing(io.BytesIO(content), most=MOST) as sealed:
        return sealed


def read(vault: Vault, sealed: Sealed) -> bytes:
    with vault.open(sealed.file, sealed.key) as stream:
        return stream.readall()


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "evidence")


@pytest.fixture(scope="module")
def module_vault(tmp_path_factory: pytest.TempPathFactory) -> Vault:
    return Vault(tmp_path_factory.mktemp("data") / "evidence")


@given(SIZES)
def test_any_size_comes_back_and_is_known_by_its_salted_hash(module_vault: Vault, size: int) -> None:
    content = plain(size, size)
    sealed = put(module_vault, content)
    assert read(module_vault, sealed) == content
    assert sealed.size == size
    assert sealed.sha256 == sha256(sealed.salt + content).hexdigest()
    assert module_vault.digest(sealed.file, sealed.key, sealed.salt) == sealed.sha256
    module_vault.remove(sealed.file)


@given(SIZES, st.lists(st.tuples(st.integers(0, 3 * CHUNK), st.integers(1, 5000)), max_size=6))
def test_a_player_may_jump_anywhere(module_vault: Vault, size: int, jumps: list[tuple[int, int]]) -> None:
    content = plain(size, size)
    sealed = put(module_vault, content)
    with module_vault.open(sealed.file, sealed.key) as stream:
        assert stream.size == size
        for at, count in jumps:
            stream.seek(at)
            found = stream.read(count)
            assert found == content[at : at + len(found)]
            assert found or at >= size
    module_vault.remove(sealed.file)


def tampered(content: bytes, how: str, at: int, seed: int) -> bytes:
    """The file changed in one way; the same bytes when the change has no room."""
    place = at % max(len(content), 1)
    if how == "flip":
        return content[:place] + bytes([content[place] ^ (1 + seed % 255)]) + content[place + 1 :]
    if how == "cut":
        return content[:place]
    if how == "grow":
        return content + plain(1 + at % 40, seed)
    sealed = CHUNK + 16
    head, chunks = content[:34], [content[i : i + sealed] for i in range(34, len(content), sealed)]
    if how == "swap" and len(chunks) > 2:
        chunks[0], chunks[1] = chunks[1], chunks[0]
    elif how == "drop":
        chunks.pop(at % len(chunks))
    elif how == "double":
        chunks.insert(0, chunks[at % len(chunks)])
    return head + b"".join(chunks)


@given(
    SIZES,
    st.sampled_from(["flip", "cut", "grow", "swap", "drop", "double"]),
    st.integers(0, 4 * CHUNK),
    st.integers(0, 1000),
)
def test_any_tampering_is_noticed(module_vault: Vault, size: int, how: str, at: int, seed: int) -> None:
    sealed = put(module_vault, plain(size, size))
    path = module_vault._folder / sealed.file
    before = path.read_bytes()
    after = tampered(before, how, at, seed)
    path.write_bytes(after)
    if after == before:
        assert read(module_vault, sealed) == plain(size, size)
    else:
        with pytest.raises(KnownError, match="box-"):
            read(module_vault, sealed)
    module_vault.remove(sealed.file)


@pytest.mark.parametrize("chunks", [1, 2])
@pytest.mark.parametrize("rest", [0, 1, 5, 15, 16])
def test_a_film_cut_off_at_the_edge_of_a_chunk_is_noticed(vault: Vault, chunks: int, rest: int) -> None:
    sealed = put(vault, plain(3 * CHUNK))
    path = vault._folder / sealed.file
    path.write_bytes(path.read_bytes()[: 34 + chunks * (CHUNK + 16) + rest])
    with pytest.raises(KnownError, match="box-damaged"):
        read(vault, sealed)


def test_another_files_key_or_content_does_not_fit(vault: Vault) -> None:
    one, two = put(vault, b"one"), put(vault, b"two")
    with pytest.raises(KnownError, match="box-damaged"), vault.open(one.file, two.key) as stream:
        stream.readall()
    (vault._folder / one.file).write_bytes((vault._folder / two.file).read_bytes())
    with pytest.raises(KnownError, match="box-damaged"):
        read(vault, one)


def test_the_name_says_nothing_and_the_plaintext_is_nowhere(vault: Vault) -> None:
    content = b"Amina Bello at bench 3 " * 100
    first, second = put(vault, content), put(vault, content)
    assert first.file != second.file
    assert first.sha256 not in {first.file, second.file}
    assert all(b"Amina" not in path.read_bytes() for path in vault._folder.iterdir())


def test_what_is_too_large_or_breaks_off_leaves_nothing(vault: Vault) -> None:
    with (
        pytest.raises(KnownError, match="evidence-too-large"),
        vault.sealing(io.BytesIO(bytes(100)), most=99),
    ):
        pass
    with pytest.raises(RuntimeError), vault.sealing(io.BytesIO(b"x"), most=99):
        raise RuntimeError("the transaction failed")
    assert list(vault._folder.iterdir()) == []


class Film(io.RawIOBase):
    """Two hundred megabytes that nobody ever holds."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._left = size

    def read(self, size: int = -1, /) -> bytes:
        given = min(size, self._left)
        self._left -= given
        return bytes(given)


WEIGHT = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_engine_vault import Film
from assessor_app.storage.engine.vault import Vault

vault = Vault(Path(sys.argv[1]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with vault.sealing(Film(200 * 2**20), most=300 * 2**20) as sealed:
    vault.digest(sealed.file, sealed.key, sealed.salt)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts memory otherwise")
def test_a_film_of_200_megabytes_needs_a_few(tmp_path: Path) -> None:
    here = str(Path(__file__).parent)
    said = subprocess.run(
        [sys.executable, "-c", WEIGHT, str(tmp_path / "evidence"), here], check=True, capture_output=True
    )
    assert int(said.stdout) < 25


def test_a_sweep_leaves_what_is_named_what_is_under_way_and_what_is_not_ours(vault: Vault) -> None:
    kept, orphan = put(vault, b"kept"), put(vault, b"orphan")
    left = vault._folder / ("a" * 64 + ".part")
    left.write_bytes(b"half")
    own = vault._folder / "notes.txt"
    own.write_text("somebody's own")
    with vault.sealing(io.BytesIO(b"coming"), most=99) as coming:
        assert vault.sweep(lambda: {kept.file}) == 2
        assert read(vault, coming) == b"coming"
    assert {path.name for path in vault._folder.iterdir()} == {kept.file, coming.file, "notes.txt"}
    assert orphan.file not in {path.name for path in vault._folder.iterdir()}


def test_sweeping_all_the_while_takes_nothing_that_gets_named(vault: Vault) -> None:
    named: set[str] = set()
    stop = threading.Event()

    def sweep() -> None:
        while not stop.is_set():
            vault.sweep(lambda: set(named))

    sweeper = threading.Thread(target=sweep)
    sweeper.start()
    try:
        for number in range(200):
            with vault.sealing(io.BytesIO(str(number).encode()), most=99) as sealed:
                named.add(sealed.file)
    finally:
        stop.set()
        sweeper.join()
    assert {path.name for path in vault._folder.iterdir()} == named


def test_a_missing_file_is_told(vault: Vault) -> None:
    sealed = put(vault, b"x")
    vault.remove(sealed.file)
    with pytest.raises(KnownError, match="evidence-missing"):
        vault.open(sealed.file, sealed.key)


# Killed at any moment: what was acknowledged is whole, and a sweep leaves exactly that.


def photos() -> Schema:
    migrations = Migrations("test")

    @migrations(name="0001")
    def initial(db: Database) -> None:
        db.execute("CREATE TABLE photo (file TEXT NOT NULL, key BLOB NOT NULL, salt BLOB, hash TEXT) STRICT")

    return Schema.of(migrations)


CAMERA = """
import io, os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_engine_vault import KEY, MOST, photos
from assessor_app.storage.engine.store import open_store
from assessor_app.storage.engine.vault import Vault

store = open_store(Path(sys.argv[1]), KEY, photos())
vault = Vault(Path(sys.argv[1]) / "evidence")
while True:
    with vault.sealing(io.BytesIO(os.urandom(300_000)), most=MOST) as sealed, store.atomic() as db:
        values = (sealed.file, sealed.key, sealed.salt, sealed.sha256)
        db.execute("INSERT INTO photo (file, key, salt, hash) VALUES (?, ?, ?, ?)", values)
    print(sealed.file, flush=True)
"""


def photograph_until_killed(folder: Path, seconds: float) -> list[str]:
    here = str(Path(__file__).parent)
    with subprocess.Popen(
        [sys.executable, "-c", CAMERA, str(folder), here], stdout=subprocess.PIPE
    ) as camera:
        assert camera.stdout
        first = camera.stdout.readline()
        time.sleep(seconds)
        camera.kill()
        lines = (first + camera.stdout.read()).split(b"\n")
    return [line.decode() for line in lines[:-1]]


def survives(folder: Path, kills: int) -> None:
    open_store(folder, KEY, photos(), create=True).close()
    chance = random.Random()  # noqa: S311 - the moment of a kill is no secret
    acknowledged: set[str] = set()
    for _ in range(kills):
        acknowledged |= set(photograph_until_killed(folder, chance.uniform(0, 0.15)))
        store = open_store(folder, KEY, photos())
        vault = Vault(folder / "evidence")
        rows = store.raw().execute("SELECT file, key, salt, hash FROM photo").fetchall()
        vault.sweep(lambda rows=rows: {row[0] for row in rows})  # type: ignore[misc]  # one loop, one list
        there = {path.name for path in (folder / "evidence").iterdir()}
        assert acknowledged <= there == {row[0] for row in rows}
        assert all(vault.digest(row[0], row[1], row[2]) == row[3] for row in rows)
        store.close()


def test_five_kills_lose_no_photo_and_leave_no_litter(tmp_path: Path) -> None:
    survives(tmp_path, 5)


@pytest.mark.slow(minutes=2)
def test_a_hundred_kills_lose_no_photo_and_leave_no_litter(tmp_path: Path) -> None:
    survives(tmp_path, 100)


# A disk that is really full.


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MiB."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux mounts a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this machine does not let a test mount a disk")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_a_disk_that_fills_in_the_middle_of_a_photo_loses_nothing_else(small_disk: Path) -> None:
    vault = Vault(small_disk / "evidence")
    kept = put(vault, plain(900_000))
    with pytest.raises(KnownError) as caught, vault.sealing(io.BytesIO(plain(2_500_000)), most=MOST):
        raise AssertionError("nothing is named")
    assert caught.value.code == "disk-full"
    assert [path.name for path in vault._folder.iterdir()] == [kept.file]
    assert read(vault, kept) == plain(900_000)
    assert read(vault, put(vault, b"after")) == b"after"


def test_the_engine_names_no_file_that_a_stick_would_refuse() -> None:
    assert engine._ours("0" * 64)
    assert engine._ours("0" * 64 + ".part")
    assert not engine._ours("../" + "0" * 61)
