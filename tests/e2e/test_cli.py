"""The command line, a contract: exit statuses, JSON, and nothing asked."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest

from assessor_app.storage.schema.migrations import newest
from sample_copy import sample_at


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(*arguments: str, passphrase: str | None = "sample", state: Path | None = None) -> Ran:
    environment = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", "LANG": "C.UTF-8"}
    environment.pop("ASSESSOR_PASSPHRASE", None)
    if passphrase is not None:
        environment["ASSESSOR_PASSPHRASE"] = passphrase
    if state is not None:
        environment["ASSESSOR_STATE"] = str(state)
    done = subprocess.run(
        [sys.executable, "-m", "assessor_app", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class Sample:
    data: Path
    state: Path
    made: Any

    def run(self, *arguments: str, passphrase: str | None = "sample") -> Ran:
        return run(*arguments, "--data", str(self.data), passphrase=passphrase, state=self.state)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    folder = tmp_path_factory.mktemp("cli")
    data, state = folder / "data", folder / "state"
    return Sample(data, state, sample_at(data, state))


@pytest.fixture(scope="module")
def printed(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("printed") / "all.pdf"
    done = sample.run("certificates", "print", "--all", "--out", str(out), "--json")
    assert done.status == 0, done.err
    assert sorted(done.json["certificates"]) == sorted(sample.made["certificates"])
    return out


def test_demo_tells_what_it_made(sample: Sample) -> None:
    made = sample.made
    assert made["counts"]["learners"] == 40
    assert made["counts"]["certificates"] == len(made["certificates"]) == 8
    assert {member["role"] for member in made["members"]} >= {"assessor", "quality-assurer", "administrator"}
    assert all(member["pin"].isdecimal() for member in made["members"])


def test_demo_leaves_a_folder_that_is_not_empty_alone(sample: Sample) -> None:
    done = sample.run("demo")
    assert done.status == 2
    assert "not empty" in done.err


@pytest.mark.slow
def test_demo_can_be_given_a_passphrase(tmp_path: Path) -> None:
    data = tmp_path / "mine"
    data.mkdir()
    assert run("demo", "--data", str(data), passphrase="my own words", state=tmp_path / "s").status == 0
    opened = run("status", "--data", str(data), passphrase="my own words", state=tmp_path / "s")
    assert opened.status == 0


def test_status_counts_and_closes(sample: Sample) -> None:
    told = sample.run("status", "--json").json
    count = told["count"]
    assert count["captured"] == sum(count[name] for name in ("unsent", "held", "accepted", "rejected"))
    assert told["schema"] == newest()
    assert len(told["chain"]) == 32
    assert len(told["head"]) == 64


def test_a_wrong_passphrase_says_so_and_nothing_else(sample: Sample) -> None:
    done = sample.run("status", "--json", passphrase="wrong")
    assert done.status == 2
    assert done.json["error"] == "passphrase-wrong"
    assert "Traceback" not in done.err


def test_without_a_passphrase_nobody_is_kept_waiting(sample: Sample) -> None:
    done = sample.run("status", passphrase=None)
    assert done.status == 2
    assert "ASSESSOR_PASSPHRASE" in done.err


def test_certificates_are_listed_with_holder_and_state(sample: Sample) -> None:
    rows = sample.run("certificates", "list", "--json").json["certificates"]
    assert {row["number"] for row in rows} == set(sample.made["certificates"])
    assert {row["state"] for row in rows} == {"provisional"}
    assert "Amina Bello" in {row["holder"] for row in rows}


def test_one_certificate_can_be_printed_by_number(sample: Sample, tmp_path: Path) -> None:
    number = sample.made["certificates"][0]
    typed = number.replace("-", " ").lower()
    out = tmp_path / "one.pdf"
    assert sample.run("certificates", "print", "--number", typed, "--out", str(out)).status == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_several_numbers_may_follow_one_another(sample: Sample, tmp_path: Path) -> None:
    first, second, third, *_rest = sample.made["certificates"]
    out = tmp_path / "three.pdf"
    done = sample.run(
        "certificates", "print", "--number", first, second, "--number", third, "--out", str(out), "--json"
    )
    assert done.status == 0, done.err
    assert sorted(done.json["certificates"]) == sorted([first, second, third])


def test_what_cannot_be_written_leaves_nothing_behind(sample: Sample, tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "all.pdf"
    done = sample.run("certificates", "print", "--all", "--out", str(out))
    assert done.status == 2
    assert str(out) in done.err
    assert not out.parent.exists()


def test_the_printed_page_verifies_by_itself(sample: Sample, printed: Path) -> None:
    done = sample.run("verify", str(printed), "--json")
    assert done.status == 0, done.err
    told = done.json
    assert (told["answer"], told["state"], told["reason"]) == ("valid", "provisional", "own-ledger")
    assert told["claims"]["number"] in sample.made["certificates"]


def test_a_paper_of_the_sample_centre_is_told_to_be_one(sample: Sample, printed: Path) -> None:
    told = sample.run("verify", str(printed), "--json").json
    assert (told["answer"], told["sample"]) == ("valid", True)
    assert told["message"].startswith("SAMPLE: nobody has earned this certificate.")
    assert "SAMPLE" in sample.run("verify", "--number", sample.made["certificates"][0]).out


def test_a_number_is_looked_up(sample: Sample) -> None:
    number = sample.made["certificates"][0]
    assert sample.run("verify", "--number", number, "--json").json["answer"] == "valid"
    wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
    assert sample.run("verify", "--number", wrong).status == 2


@pytest.mark.slow
def test_another_sample_centre_cannot_tell(sample: Sample, printed: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert run("demo", "--data", str(other), passphrase=None, state=tmp_path / "s").status == 0
    done = run("verify", str(printed), "--data", str(other), "--json", state=tmp_path / "s")
    assert done.status == 3
    assert (done.json["answer"], done.json["reason"]) == ("cannot-tell", "unknown-issuer")
    number = sample.made["certificates"][0]
    unknown = run("verify", "--number", number, "--data", str(other), "--json", state=tmp_path / "s")
    assert (unknown.status, unknown.json["reason"]) == (3, "number-unknown")


@pytest.mark.parametrize(
    "text", ["", "hello", "HTTPS://X/#AAAA", "ASSESSOR:" + "A" * 5000, "ASSESSOR:77777777"]
)
def test_unreadable_text_has_no_answer(sample: Sample, text: str) -> None:
    done = sample.run("verify", text)
    assert done.status == 2
    assert done.out == ""
    assert "Traceback" not in done.err


def test_records_check_out(sample: Sample) -> None:
    done = sample.run("records", "check", "--json")
    assert (done.status, done.json["ok"]) == (0, True)


def test_usage_errors_are_2(sample: Sample) -> None:
    assert sample.run("certificates", "print", "--out", "x.pdf").status == 2
    assert sample.run("verify").status == 2
    assert run("nonsense").status == 2


def test_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    done = run("status", "--data", str(tmp_path / "nothing"))
    assert done.status == 2
    assert "Traceback" not in done.err


COMMANDS = [
    ["status"],
    ["records", "check"],
    ["certificates", "list"],
    ["verify", "hello"],
    ["forms", "check", "nowhere.yaml"],
    ["demo"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_takes_a_folder_and_prints_one_object(sample: Sample, command: list[str]) -> None:
    done = sample.run(*command, "--json")
    assert isinstance(done.json, dict)
    assert done.status in {0, 1, 2, 3}
    before = run("--data", str(sample.data), *command, "--json", state=sample.state)
    assert (before.status, before.json) == (done.status, done.json)


def test_what_is_told_of_one_paper_has_these_members(sample: Sample) -> None:
    told = sample.run("verify", "--number", sample.made["certificates"][0], "--json").json
    assert set(told) >= {"answer", "state", "reason", "claims", "as_of", "successor", "issuer", "centre"}
    assert set(told["claims"]) == {
        "number", "name", "mark", "code", "version", "title", "level", "credits",
        "environment", "issued_at", "provisional_until", "valid_until",
    }  # fmt: skip


def test_a_file_with_several_papers_answers_for_each(sample: Sample, printed: Path) -> None:
    told = sample.run("verify", str(printed), "--json").json
    assert {paper["number"] for paper in told["papers"]} == set(sample.made["certificates"])
    assert {paper["answer"] for paper in told["papers"]} == {"valid"}


def test_a_certificate_that_is_not_there_is_a_plain_no(sample: Sample, tmp_path: Path) -> None:
    from assessor_app.domain.number import make

    out = tmp_path / "none.pdf"
    done = sample.run("certificates", "print", "--number", make("f" * 32, 1), "--out", str(out), "--json")
    assert (done.status, done.json["error"]) == (1, "no-such-certificate")
    assert not out.exists()


def test_trust_can_be_handed_in_by_file(sample: Sample, printed: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "list.jws"
    wrong.write_text("not a list", encoding="ascii")
    done = sample.run("verify", str(printed), "--trust", str(wrong), "--json")
    assert done.status == 2
    assert "error" in done.json


def test_a_fault_of_the_program_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python ends with 1 when something breaks, and 1 says *not valid*: a script must not read it so."""
    from assessor_app.cli import commands, main

    @click.command()
    def breaks() -> None:
        raise RuntimeError

    @click.command()
    def stops() -> None:
        raise click.Abort

    for command, status in ((breaks, 70), (stops, 130)):
        monkeypatch.setattr(commands, "root", command)
        monkeypatch.setattr(sys, "argv", ["assessor-app"])
        with pytest.raises(SystemExit) as raised:
            main.main()
        assert raised.value.code == status


def test_nobody_reading_on_is_no_answer() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "assessor_app", "forms", "schema", "form"]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (130, b"")


def test_a_folder_that_is_not_there_is_not_taken_for_one_without_keys(tmp_path: Path) -> None:
    done = run("status", "--json", "--data", str(tmp_path / "mistyped"))
    assert (done.status, done.json["error"]) == (2, "no-data-folder")
    assert str(tmp_path / "mistyped") in done.err
    assert not (tmp_path / "mistyped").exists()


def test_a_name_that_is_no_file_is_not_taken_for_a_code(tmp_path: Path) -> None:
    done = run("verify", str(tmp_path / "mistyped.pdf"), "--json", "--data", str(tmp_path))
    assert (done.status, done.json["error"]) == (2, "no-such-file")
    assert "mistyped.pdf" in done.err


def test_a_folder_with_nothing_to_check_is_told_as_an_error(sample: Sample, tmp_path: Path) -> None:
    done = sample.run("verify", str(tmp_path))
    assert (done.status, done.out) == (2, "")
    assert done.err.count("\n") == 1
    told = sample.run("verify", str(tmp_path), "--json")
    assert told.json["answer"] is None
    assert told.json["message"] == told.err.strip() == done.err.strip()


def test_bad_usage_is_json_too(sample: Sample) -> None:
    done = sample.run("status", "--json", "--wrong")
    assert (done.status, done.json["error"]) == (2, "usage")
    assert "--wrong" in done.json["message"]


def test_a_passphrase_may_be_piped_in_and_nothing_is_said_of_terminals(sample: Sample) -> None:
    environment = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", "LANG": "C.UTF-8"}
    environment.pop("ASSESSOR_PASSPHRASE", None)
    environment["ASSESSOR_STATE"] = str(sample.state)
    for piped, status in (("sample\n", 0), ("wrong\n", 2), ("", 2)):
        done = subprocess.run(
            [sys.executable, "-m", "assessor_app", "status", "--data", str(sample.data)],
            env=environment,
            input=piped,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            start_new_session=True,
        )
        assert done.returncode == status, done.stderr
        assert done.stderr.count("\n") == (0 if status == 0 else 1)


@pytest.mark.parametrize(
    "command", [("stock", "report"), ("certificates", "print", "--all"), ("slips", "--sitting")]
)
def test_a_file_that_cannot_be_written_is_told(
    sample: Sample, tmp_path: Path, command: tuple[str, ...]
) -> None:
    if command[0] == "slips":
        sittings = sample.run("slips", "--json").json["sittings"]
        command = (*command, next(one["id"] for one in sittings if one["finished"]))
    out = tmp_path / "nowhere" / "file.pdf"
    done = sample.run(*command, "--out", str(out), "--json")
    assert (done.status, done.json["error"]) == (2, "file-not-written")
    assert str(out) in done.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_what_cannot_be_printed_is_told_without_a_traceback(sample: Sample) -> None:
    environment = {**os.environ, "ASSESSOR_PASSPHRASE": "sample", "ASSESSOR_STATE": str(sample.state)}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "assessor_app", "status", "--json", "--data", str(sample.data)],
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "No space left" in done.stderr
