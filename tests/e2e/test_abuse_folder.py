"""A data folder that is torn, foreign, newer, locked away or somebody else's: one sentence, and nothing changed."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assessor_app.device import open_device
from assessor_app.storage.engine.keyfile import KEYS, SECOND_COPY
from assessor_app.storage.engine.store import DATABASE
from doors import Told, environment, tell

PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample folder and its state, to copy from."""
    folder = tmp_path_factory.mktemp("whole")
    assert tell("demo", "--data", folder / "data", state=folder / "state").status == 0
    return folder


@pytest.fixture
def home(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole, tmp_path, dirs_exist_ok=True)
    return tmp_path


def ask(home: Path, *arguments: str | Path) -> Told:
    return tell(*arguments, "--data", home / "data", state=home / "state")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith((".lock", "-shm", "-wal"))
    }


def foreign_database(_: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "other.db"
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE parts (name TEXT)")
        connection.commit()
        connection.close()
        return path.read_bytes()


TORN: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "one byte": lambda _: b"\0",
    "random": lambda old: os.urandom(len(old)),
    "text": lambda _: b"Dear colleague,\n" * 1000,
    "zeros": lambda old: bytes(len(old)),
    "cut in the first page": lambda old: old[:1000],
    "cut in half": lambda old: old[: len(old) // 2 // PAGE * PAGE],
    "cut inside a page": lambda old: old[: len(old) // 2 + 100],
    "first page torn": lambda old: old[:100] + bytes(1000) + old[1100:],
    "a bit turned": lambda old: old[:2000] + bytes([old[2000] ^ 1]) + old[2001:],
    "second half zeros": lambda old: old[: len(old) // 2] + bytes(len(old) - len(old) // 2),
    "not encrypted": foreign_database,
}


def require_told(home: Path, *arguments: str | Path) -> None:
    before = bytes_of(home / "data")
    ask(home, *arguments).require_sentence()
    assert bytes_of(home / "data") == before


@pytest.mark.parametrize("kind", TORN)
def test_a_torn_or_foreign_database_is_told_and_left_alone(home: Path, kind: str) -> None:
    database = home / "data" / DATABASE
    database.write_bytes(TORN[kind](database.read_bytes()))
    require_told(home, "certificates", "print", "--all", "--out", home / "all.pdf")
    assert not (home / "all.pdf").exists()


@pytest.mark.slow
@pytest.mark.parametrize("command", [["status"], ["records", "check"], ["certificates", "list"]])
@pytest.mark.parametrize("kind", TORN)
def test_every_command_tells_of_a_torn_database(home: Path, kind: str, command: list[str]) -> None:
    database = home / "data" / DATABASE
    database.write_bytes(TORN[kind](database.read_bytes()))
    require_told(home, *command)


@pytest.mark.slow
def test_a_database_of_another_folder_is_foreign(home: Path) -> None:
    assert tell("demo", "--data", home / "other", state=home / "state").status == 0
    shutil.copy(home / "other" / DATABASE, home / "data" / DATABASE)
    told = ask(home, "status", "--json")
    told.require_sentence()
    assert told.json["error"] == "database-foreign"


def test_a_newer_database_is_refused_and_left_alone(home: Path) -> None:
    device = open_device(
        home / "data", lambda slots: slots.open_with("sample"), state=home / "state" / "chains"
    )
    device.store.raw().execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " SELECT migration_set, '9999_later', applied_at FROM _sqlite_migrations LIMIT 1"
    )
    device.close()
    before = bytes_of(home / "data")
    for command in (["status"], ["records", "check"], ["certificates", "list"]):
        assert "newer version" in ask(home, *command).require_sentence()
    assert (
        "newer version"
        in ask(home, "certificates", "print", "--all", "--out", home / "x.pdf").require_sentence()
    )
    assert bytes_of(home / "data") == before


DEEP = b'{"a":' * 100_000 + b"1" + b"}" * 100_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"format": "assessor-keys", "version": 2}',
        DEEP,
        b" " * 5_000_000,
        os.urandom(3000),
    ],
    ids=["empty", "torn", "a list", "not text", "newer", "deep", "5 MB", "random"],
)
def test_any_torn_keys(home: Path, bad: bytes) -> None:
    (home / "data" / KEYS).write_bytes(bad)
    assert ask(home, "status").status == 0  # by the second copy
    (home / "data" / SECOND_COPY).write_bytes(bad)
    assert "keys" in ask(home, "status").require_sentence()


def test_torn_keys(home: Path) -> None:
    whole = (home / "data" / KEYS).read_bytes()
    (home / "data" / KEYS).write_bytes(whole[: len(whole) // 2])
    assert ask(home, "status").status == 0  # by the second copy
    (home / "data" / SECOND_COPY).write_bytes(DEEP)
    assert "keys" in ask(home, "status").require_sentence()


@pytest.mark.slow
@pytest.mark.parametrize(
    "cost",
    [{}, {"memory_kib": 2**40, "passes": 3}, {"memory_kib": "many", "passes": 3}, {"memory_kib": 65536, "passes": 10**9}],
)  # fmt: skip
def test_keys_that_ask_for_a_mountain_of_work(home: Path, cost: dict[str, object]) -> None:
    found = json.loads((home / "data" / KEYS).read_bytes())
    for slot in found["slots"]:
        slot["cost"] = cost
    for name in (KEYS, SECOND_COPY):
        (home / "data" / name).write_text(json.dumps(found))
    ask(home, "status").require_sentence()


def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("precious")
    for command in (["status"], ["demo"], ["records", "check"], ["certificates", "list"]):
        told = ask(tmp_path, *command)
        assert told.status == 2
        assert "Traceback" not in told.err
    inside = tell("demo", "--data", tmp_path / "data" / "inside", state=tmp_path / "state")
    inside.require_sentence()
    assert (tmp_path / "data").read_text() == "precious"


@pytest.fixture
def as_other(home: Path) -> Callable[..., Told]:
    """Runs commands as somebody to whom file permissions apply, over a sample folder that belongs to another."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("only root, with setpriv, can give files away and become like everybody else")
    for path in [home / "data", *(home / "data").rglob("*")]:
        os.chown(path, 12345, 12345)

    def run(*arguments: str | Path, mode: int) -> Told:
        (home / "data").chmod(mode)
        powerless = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
        done = subprocess.run(
            [*powerless, sys.executable, "-m", "assessor_app", *map(str, arguments), "--data", home / "data"],
            env=environment(home / "state"),
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )
        return Told(status=done.returncode, out=done.stdout, err=done.stderr)

    return run


def test_a_folder_that_one_may_not_read(as_other: Callable[..., Told], tmp_path: Path) -> None:
    told = as_other("status", "--json", mode=0o700)
    told.require_sentence()
    assert told.json["error"] == "folder-unreadable"
    as_other("certificates", "print", "--all", "--out", tmp_path / "x.pdf", mode=0o700).require_sentence()
    as_other("demo", mode=0o700).require_sentence()
    as_other("verify", "ASSESSOR:AAAA", mode=0o700).require_sentence()


def test_a_folder_that_one_may_read_but_not_write(as_other: Callable[..., Told], tmp_path: Path) -> None:
    as_other("certificates", "print", "--all", "--out", tmp_path / "x.pdf", mode=0o755).require_sentence()
    assert not (tmp_path / "x.pdf").exists()
    as_other("status", mode=0o755).require_sentence()


HOLDS = """
import sys
from pathlib import Path
from assessor_app.device import open_device
from assessor_app.storage.engine.highwater import state_folder
device = open_device(Path(sys.argv[1]), lambda slots: slots.open_with("sample"), state=state_folder())
print("open", flush=True)
sys.stdin.read()
device.close()
"""


@pytest.mark.slow
def test_two_processes_on_one_folder(home: Path) -> None:
    window = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(home / "data")],
        env=environment(home / "state"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with window:
        assert window.stdout is not None
        assert window.stdout.readline() == "open\n"
        assert ask(home, "status").status == 0
        assert ask(home, "records", "check").status == 0
        numbers = [row["number"] for row in ask(home, "certificates", "list", "--json").json["certificates"]]
        assert ask(home, "verify", "--number", numbers[0]).status == 0
        told = ask(home, "certificates", "print", "--all", "--out", home / "x.pdf")
        assert "already open" in told.require_sentence()
        assert not (home / "x.pdf").exists()
        window.kill()
    assert ask(home, "certificates", "print", "--all", "--out", home / "x.pdf").status == 0


def demo_killed_after(seconds: float, home: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "assessor_app", "demo", "--data", str(home / "data")],
        env=environment(home / "state"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with process:
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)


def require_whole_or_absent(home: Path) -> None:
    if (home / "data").exists():
        assert ask(home, "status").status == 0
        assert ask(home, "records", "check").status == 0
        assert len(ask(home, "certificates", "list", "--json").json["certificates"]) == 7
        return
    made = ask(home, "demo", "--json")
    assert made.status == 0, made.err
    assert made.json["counts"]["learners"] == 40
    assert [path.name for path in home.iterdir() if path.name.startswith(".")] == []


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.7, 1.5])
def test_the_sample_killed_while_it_is_made(tmp_path: Path, seconds: float) -> None:
    demo_killed_after(seconds, tmp_path)
    require_whole_or_absent(tmp_path)


@pytest.mark.slow
def test_the_sample_killed_at_any_moment(tmp_path: Path) -> None:
    for step in range(30):
        home = tmp_path / str(step)
        home.mkdir()
        demo_killed_after(0.3 + step * 0.1, home)
        require_whole_or_absent(home)
