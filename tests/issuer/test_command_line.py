"""`assessor-app issuer`, as scripts use it."""

import json
import subprocess
import sys
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from assessor_app.cli.commands import root
from assessor_app.domain.errors import KnownError
from assessor_app.issuer.intake.pieces import read_place
from assessor_app.issuer.store.centres import find_centre
from assessor_app.issuer.store.engine import file_url, open_store, read_url, refusals_told
from assessor_app.issuer.store.migrate import newest
from assessor_app.trust.anchors import TrustStore, read_anchor_list
from assessor_app.trust.keys import fingerprint
from assessor_app.trust.register import read_register


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSESSOR_PASSPHRASE", "sesame")


def run(*args: str | Path, code: int = 0) -> str:
    done = CliRunner().invoke(root, ["issuer", *map(str, args)], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


def told(*args: str | Path, code: int = 0) -> dict[str, Any]:
    done = CliRunner().invoke(root, ["issuer", *map(str, args), "--json"], catch_exceptions=False)
    assert done.exit_code == code, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "issuer"
    told("init", "--data", folder, "--host", "issuer.test", "--name", "Example Awarding")
    return folder


def test_an_issuer_is_made_once(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    made = told("init", "--data", folder, "--name", "Example Awarding", "--root-out", tmp_path / "root.json")
    assert made["issuer"] == "did:web:issuer.example"
    assert made["warnings"] == ["example-host", "country-missing"]
    assert made["forms"] > 0
    assert (tmp_path / "root.json").is_file()
    before = (tmp_path / "root.json").read_bytes()
    assert told("init", "--data", folder, "--name", "Again", code=2)["error"] == "issuer-there"
    other = told(
        "init", "--data", tmp_path / "other", "--name", "Again", "--root-out", tmp_path / "root.json", code=2
    )
    assert other["error"] == "file-there"
    assert (tmp_path / "root.json").read_bytes() == before


def test_a_database_is_enough_without_a_folder(database: str, tmp_path: Path) -> None:
    made = told(
        "init",
        "--database",
        database,
        "--host",
        "issuer.test",
        "--name",
        "X",
        "--root-out",
        tmp_path / "r.json",
    )
    assert made["warnings"] == ["country-missing"]
    told("invite", "--database", database, "--centre", "C-1")
    assert [one["id"] for one in told("status", "--database", database)["centres"]] == ["C-1"]


def test_the_country_is_asked_for_and_can_be_said_later(data: Path, tmp_path: Path) -> None:
    assert told("policy", "--data", data)["country"] == ""
    assert told("policy", "--data", data, "--country", "ie")["country"] == "IE"
    wrong = told("policy", "--data", data, "--country", "Ireland", code=2)
    assert (wrong["error"], told("policy", "--data", data)["country"]) == ("country-unusable", "IE")
    made = told("init", "--data", tmp_path / "k", "--host", "i.test", "--name", "K", "--country", "KE")
    assert made["warnings"] == []
    assert told("invite", "--data", data, "--centre", "C-1", "--country", "gb")["warnings"] == [
        "centre-unnamed"
    ]
    assert told("invite", "--data", data, "--centre", "C-1", "--centre-name", "Weldon")["warnings"] == []
    assert told("invite", "--data", data, "--centre", "C-1")["warnings"] == []
    url = read_url(file_url(data).render_as_string(hide_password=False))
    with closing(open_store(url)) as store, store.read() as connection:
        found = find_centre(connection, "C-1")
    assert found is not None
    assert (found.name, found.country) == ("Weldon", "GB")


def test_an_invitation_adds_the_centre_and_names_it_to_checkers(data: Path) -> None:
    made = told(
        "invite", "--data", data, "--centre", "C-1042", "--centre-name", "Weldon Training", "--days", "30"
    )
    assert set(made) >= {"code", "expires"}
    assert made["list_current"]
    told("invite", "--data", data, "--centre", "C-1042", "--scope", "ELE,AUT-BRK")
    out = data.parent / "out"
    told("publish", "--data", data, "--out", out)
    listed = read_anchor_list((out / "anchors").read_text(encoding="ascii"))
    assert listed.content.centres["C-1042"].name == "Weldon Training"


def test_what_waits_for_the_root_is_said_and_done_when_it_comes(data: Path, tmp_path: Path) -> None:
    written = data.with_name(f"{data.name}-root-key.json")
    away = written.rename(tmp_path / "drawer.json")
    assert not told("invite", "--data", data, "--centre", "C-1")["list_current"]
    assert not told("status", "--data", data)["list_current"]
    assert told("keys", "rotate", "--data", data, code=2)["error"] == "root-missing"
    assert told("keys", "sign", "--data", data, "--root", away)["list_current"]
    assert told("status", "--data", data)["list_current"]


def test_a_code_that_was_made_is_shown_though_the_root_does_not_open(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is good from then on, and shown nowhere again."""
    monkeypatch.setenv("ASSESSOR_PASSPHRASE", "open")
    made = told("invite", "--data", data, "--centre", "C-1")
    assert made["code"]
    assert not made["list_current"]
    said = run("invite", "--data", data, "--centre", "C-1")
    assert "The passphrase is wrong" in said
    assert "keys sign" in said


def test_a_code_for_a_form_that_there_is_not_is_no_code(data: Path) -> None:
    refused = told("invite", "--data", data, "--centre", "C-1", "--scope", "ELE,ELC-SAF", code=2)
    assert refused["error"] == "scope-unknown"
    assert "“ELC-SAF”" in refused["message"]
    assert "ELE-SAF" in refused["message"]
    assert not told("status", "--data", data)["centres"]


def test_a_stick_without_anything_for_this_issuer_is_told(data: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "holiday.jpg").write_bytes(b"a picture")
    assert run("import", "--data", data, "--usb", stick) == (
        f"Nothing of a device for this issuer lay in {stick}.\n"
    )


def test_a_full_disk_is_told_as_that(tmp_path: Path) -> None:
    store = open_store(file_url(tmp_path))

    def fill() -> None:
        with refusals_told(), store.write() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 2")
            for number in range(9):
                connection.exec_driver_sql(f"CREATE TABLE t{number} (a)")

    with pytest.raises(KnownError, match="database-full"):
        fill()
    store.close()


def test_what_is_published_is_believed_and_every_url_has_its_file(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told("publish", "--data", data, "--out", out)
    urls = json.loads((out / "urls.json").read_text(encoding="utf-8"))
    assert all(
        url.startswith("https://issuer.test/") and (out / path).is_file() for url, path in urls.items()
    )
    assert {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()} == {
        *urls.values(),
        "urls.json",
    }
    anchors = read_anchor_list((out / "anchors").read_text(encoding="ascii"))
    register = read_register((out / "register/register.cbor").read_bytes(), trust=TrustStore.of([anchors]))
    assert register.issuer == json.loads((out / ".well-known/did.json").read_text(encoding="utf-8"))["id"]


def test_the_three_changes_of_keys(data: Path, tmp_path: Path) -> None:
    assert len(told("keys", "rotate", "--data", data)["keys"]) == 6
    kid = next(
        row["kid"]
        for row in told("keys", "list", "--data", data)["keys"]
        if row["use"] == "delegation" and row["state"] == "active"
    )
    assert len(told("keys", "compromised", "--data", data, "--key", kid)["keys"]) == 1
    new = tmp_path / "second.json"
    first = told("keys", "new-root", "--data", data, "--root-out", new)["root"]
    assert told("keys", "new-root", "--data", data, "--root-out", new, code=2)["error"] == "file-there"
    listed = told("keys", "list", "--data", data)
    assert listed["root"] == first
    assert listed["fingerprint"] == fingerprint(bytes.fromhex(first))
    assert listed["fingerprint"] in run("keys", "list", "--data", data)
    assert told("keys", "sign", "--data", data)["list_current"]
    out = tmp_path / "out"
    told("publish", "--data", data, "--out", out)
    assert read_anchor_list((out / "anchors").read_text(encoding="ascii")).root.hex() == first


def test_suspending_says_whom_and_refuses_whom_it_does_not_know(data: Path) -> None:
    told("invite", "--data", data, "--centre", "C-1")
    assert told("suspend", "--data", data, code=2)["error"] == "subject-missing"
    assert told("suspend", "--data", data, "--device", "abc", code=2)["error"] == "no-such-device"
    assert told("suspend", "--data", data, "--centre", "C-2", code=2)["error"] == "no-such-centre"
    assert (
        told("suspend", "--data", data, "--centre", "C-1", "--person", "x", code=2)["error"]
        == "person-unusable"
    )
    someone = told("suspend", "--data", data, "--centre", "C-1", "--person", "a" * 32)
    assert (someone["suspended"], someone["warnings"]) == (True, ["person-unknown"])
    assert told("suspend", "--data", data, "--centre", "C-1")["suspended"]
    assert told("suspend", "--data", data, "--centre", "C-1", code=2)["error"] == "suspended-already"
    assert not told("suspend", "--data", data, "--centre", "C-1", "--lift")["suspended"]


def test_the_count_of_an_empty_issuer_closes(data: Path) -> None:
    said = told("status", "--data", data)
    assert said["count"] == {"captured": 0, "unsent": 0, "held": 0, "accepted": 0, "rejected": 0}
    assert said["closes"]


def test_a_wrong_passphrase_and_a_missing_issuer_are_told(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = told("status", "--data", tmp_path / "nothing", code=2)
    assert missing["error"] == "issuer-missing"
    assert str(tmp_path / "nothing") in missing["message"]
    assert not (tmp_path / "nothing").exists()
    assert told("status", "--database", "mysql://x/y", code=2)["error"] == "database-unknown"
    monkeypatch.setenv("ASSESSOR_PASSPHRASE", "open")
    out = tmp_path / "out"
    assert told("publish", "--data", data, "--out", out, code=2)["error"] == "passphrase-wrong"
    assert not out.exists()


def test_an_upgrade_of_what_is_up_to_date_changes_nothing(data: Path) -> None:
    assert told("upgrade", "--data", data) == {"schema": newest()}


def test_the_device_runs_where_the_extra_is_not_installed() -> None:
    """The command line and the device import none of the issuer's libraries."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, assessor_app.cli.commands, assessor_app.device; print(*sys.modules)",
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    found = {name.partition(".")[0] for name in done.stdout.split()}
    assert not found & {"sqlalchemy", "alembic", "litestar", "uvicorn", "psycopg", "obstore", "structlog"}


def test_people_are_added_changed_renewed_and_ended(data: Path) -> None:
    made = told("people", "add", "--data", data, "--name", "Ingrid Holm", "--role", "reader")
    assert made["name"] == "Ingrid Holm"
    assert len(made["code"]) == 23
    assert made["code"] != told("people", "renew", "--data", data, "--name", "ingrid holm")["code"]
    told(
        "people",
        "change",
        "--data",
        data,
        "--name",
        "Ingrid Holm",
        "--role",
        "registrar",
        "--role",
        "operator",
    )
    (one,) = told("people", "list", "--data", data)["people"]
    assert (one["roles"], one["ready"], one["ended"]) == (["operator", "registrar"], False, None)
    assert told("people", "end", "--data", data, "--name", "Ingrid Holm")["ended"]
    assert "closed" in run("people", "list", "--data", data)
    again = told("people", "add", "--data", data, "--name", "Ingrid Holm", "--role", "reader", code=2)
    assert again["error"] == "person-there"


def test_evidence_is_kept_where_it_was_said_or_refused_at_once(tmp_path: Path) -> None:
    assert read_place("") == ""
    assert read_place("s3://bucket/evidence") == "s3://bucket/evidence"
    assert read_place(str(tmp_path / "evidence")) == str(tmp_path / "evidence")
    assert (tmp_path / "evidence").is_dir()
    (tmp_path / "file").write_text("taken")
    for wrong in ("nowhere://x", str(tmp_path / "file" / "below")):
        with pytest.raises(KnownError, match="evidence-store-unknown"):
            read_place(wrong)


def test_what_is_asked_of_centres_is_shown_and_changed(data: Path) -> None:
    asked = {"registration": "at-once", "evidence": "none", "share": 10, "pages": "shared", "country": ""}
    assert told("policy", "--data", data) == asked
    changed = told("policy", "--data", data, "--registration", "after-approval", "--evidence", "all")
    assert changed == {**asked, "registration": "after-approval", "evidence": "all"}
    assert told("policy", "--data", data, "--share", "101", code=2)["error"] == "share-out-of-range"
    assert told("policy", "--data", data) == changed


def test_forms_are_published_and_withdrawn(data: Path, repository: Path) -> None:
    assert told("forms", "publish", repository / "forms", "--data", data) == {"new": 0}
    withdrawn = told("forms", "withdraw", "CUL-KNI", "1", "--on", "2027-01-01", "--data", data)
    assert withdrawn == {"code": "CUL-KNI", "version": "1", "withdrawn_on": "2027-01-01"}
    assert (
        told("forms", "withdraw", "CUL-KNI", "99", "--data", data, code=2)["error"] == "no-such-form-version"
    )


@pytest.mark.parametrize("asked", [("--json",), ()], ids=["json", "words"])
def test_it_tells_its_url_when_it_answers(data: Path, asked: tuple[str, ...]) -> None:
    command = (sys.executable, "-m", "assessor_app", "issuer", "serve", "--data", str(data), "--port", "0")
    with subprocess.Popen([*command, *asked], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        told = b"".join(iter(process.stdout.readline, b"}\n")) + b"}" if asked else process.stdout.readline()
        url = json.loads(told)["url"] if asked else told.decode().split()[4].rstrip(".")
        with urllib.request.urlopen(f"{url}/healthz", timeout=60) as answer:  # noqa: S310 - of this computer
            assert json.load(answer) == {"status": "ok"}
        process.terminate()
        assert process.wait(60) == 0


def test_a_ready_file_that_cannot_be_written_is_told_and_nothing_is_served(
    data: Path, tmp_path: Path
) -> None:
    ready = tmp_path / "nowhere" / "ready"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "assessor_app", "issuer", "serve"),
            *("--data", str(data), "--port", "0", "--ready-file", str(ready)),
        ],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 2, done.stderr
    assert str(ready) in done.stderr
    assert "Traceback" not in done.stderr


def test_an_issuer_that_could_not_be_made_is_not_in_the_way_of_the_next_try(
    database: str, tmp_path: Path
) -> None:
    folder = tmp_path / "new"
    nowhere = tmp_path / "nowhere" / "root.json"
    (tmp_path / "no-forms").mkdir()
    for place in (("--data", folder), ("--database", database)):
        asked = ("init", *place, "--name", "Example Awarding", "--root-out")
        assert told(*asked, nowhere, code=2)["error"] == "file-not-written"
        assert folder.exists() == (place[0] == "--database")  # the one of the first round
        root_file = tmp_path / f"root{place[0]}.json"
        assert told(*asked, root_file, "--forms", tmp_path / "no-forms", code=2)["error"] != "issuer-there"
        assert folder.exists() == (place[0] == "--database")  # the one of the first round
        assert told(*asked, root_file)["forms"] > 0
        assert told(*asked, tmp_path / "another.json", code=2)["error"] == "issuer-there"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("taken")
    done = told("init", "--data", tmp_path / "file" / "issuer", "--name", "X", code=2)
    assert done["error"] == "folder-not-made"


def test_a_damaged_database_is_told_in_words(data: Path) -> None:
    (data / "issuer.sqlite").write_bytes(b"anything else" * 1000)
    for suffix in ("-wal", "-shm"):
        (data / f"issuer.sqlite{suffix}").unlink(missing_ok=True)
    for command in (("status",), ("invite", "--centre", "C-1"), ("upgrade",)):
        done = told(*command, "--data", data, code=2)
        assert done["error"] == "database-refused"
        assert "not a database" in done["message"]


def test_an_upgrade_of_nothing_makes_nothing(tmp_path: Path) -> None:
    assert told("upgrade", "--data", tmp_path, code=2)["error"] == "issuer-missing"
    assert not list(tmp_path.iterdir())
