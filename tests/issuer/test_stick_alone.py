"""A centre and an awarding body that meet by a stick alone, through their own commands: nothing is served meanwhile."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from assessor_app.cli.commands import root


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("ASSESSOR_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("ASSESSOR_PASSPHRASE", "sample")

    def run(*words: str | Path, status: int = 0) -> dict[str, Any]:
        done = CliRunner().invoke(root, [*map(str, words), "--json"], catch_exceptions=False)
        assert done.exit_code == status, done.output
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return run


@pytest.mark.slow
def test_credentials_come_back_on_the_stick_that_brought_the_records(told: Any, tmp_path: Path) -> None:
    issuer, centre, stick = tmp_path / "issuer", tmp_path / "centre", tmp_path / "stick ü"
    stick.mkdir()
    told("issuer", "init", "--data", issuer, "--host", "issuer.test", "--name", "Example Awarding")
    code = told("issuer", "invite", "--data", issuer, "--centre", "C-1")["code"]
    told("demo", "--data", centre)
    told("enrol", "--data", centre, "--usb", stick, "--code", code)
    told("issuer", "import", "--data", issuer, "--usb", stick)
    assert told("enrol", "--data", centre, "--usb", stick)["adopted"] == 1
    sent = told("sync", "--data", centre, "--usb", stick, status=4)["sent"]
    assert told("issuer", "import", "--data", issuer, "--usb", stick)["records"] == sent
    done = told("sync", "--data", centre, "--usb", stick)
    assert (done["accepted"], done["unsent"]) == (sent, 0)
    out = tmp_path / "out"
    exported = told("credentials", "export", "--all", "--data", centre, "--out", out)
    assert exported["without"] == []
    kinds = {path.suffix for path in out.iterdir()}
    assert kinds == {".json", ".png", ".svg", ".pdf", ".jwt"}
    assert len(list(out.iterdir())) == 5 * len(exported["credentials"]) == 40
    published = tmp_path / "published"
    told("issuer", "publish", "--data", issuer, "--out", published)
    checked = told(
        "verify", out, "--trust", published / "anchors", "--published", published, "--data", centre
    )
    assert checked["answer"] == "valid"
    of_ours = [one["answer"] for one in checked["files"] if Path(one["file"]).suffix in kinds]
    assert len(of_ours) >= 40
    assert set(of_ours) == {"valid"}
