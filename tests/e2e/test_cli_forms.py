import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assessor_app.cli.forms import forms
from assessor_app.formats.form_yaml.schema import schema_text

SHIPPED = "electrical/ELE-SAF.yaml"


@pytest.fixture
def good(repository: Path, tmp_path: Path) -> Path:
    path = tmp_path / "form.yaml"
    path.write_bytes((repository / "forms" / SHIPPED).read_bytes())
    return path


def check(*arguments: object) -> Result:
    return CliRunner().invoke(forms, ["check", *map(str, arguments)])


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_good_form_is_silent(good: Path) -> None:
    result = check(good)
    assert (result.exit_code, result.output) == (0, "")


def test_a_warning_alone_is_no_failure(good: Path) -> None:
    spoil(good, "share: 1.0", "share: 0.5")
    result = check(good)
    assert result.exit_code == 0
    (line,) = result.output.splitlines()
    assert ": warning: a share of 0.5" in line


def test_every_error_is_a_line_with_its_place(good: Path) -> None:
    spoil(good, "title:", "titel:")
    spoil(good, 'version: "', 'version: !!str "')
    result = check(good)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert f"{good}:3:1: “titel” is no key of “form”; did you mean “title”?" in lines
    assert len(lines) == 3


@pytest.mark.parametrize("data", [b"\xff", b"a: [b", b"", b"a: \x00", b"x" * 10_000_000])
def test_what_is_not_yaml_or_utf8_is_unreadable_input(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "form.yaml"
    path.write_bytes(data)
    result = check(path)
    assert result.exit_code == 2
    assert result.output.startswith(f"{path}:")
    assert len(result.output.splitlines()) == 1


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        result = check(path)
        assert result.exit_code == 2
        assert "cannot be read" in result.output


def test_no_file_is_bad_usage() -> None:
    assert check().exit_code == 2


def test_the_worst_file_decides_and_each_is_checked(good: Path, tmp_path: Path) -> None:
    torn = tmp_path / "torn.yaml"
    torn.write_bytes(b"{")
    weak = tmp_path / "weak.yaml"
    weak.write_text("a: b\n", encoding="utf-8")
    assert check(good, weak).exit_code == 1
    result = check(torn, weak, good)
    assert result.exit_code == 2
    assert {line.split(":")[0] for line in result.output.splitlines()} == {str(torn), str(weak)}


def test_json_is_one_object(good: Path, tmp_path: Path) -> None:
    spoil(good, "share: 1.0", "share: 0.5\n  atempts: 2")
    torn = tmp_path / "torn.yaml"
    torn.write_bytes(b"{")
    result = check("--json", good, torn)
    assert result.exit_code == 2
    first, second = json.loads(result.stdout)["files"]
    assert first["file"] == str(good)
    assert [(one["code"], one["col"]) for one in first["errors"]] == [("unknown-key-like", 3)]
    assert [one["code"] for one in first["warnings"]] == ["share-below-one"]
    assert set(first["errors"][0]) == {"line", "col", "code", "message"}
    assert [one["code"] for one in second["errors"]] == ["not-yaml"]


def test_the_catalogue_is_held_against_its_folder(repository: Path, tmp_path: Path) -> None:
    catalogue = tmp_path / "catalogue.yaml"
    catalogue.write_bytes((repository / "forms/catalogue.yaml").read_bytes())
    (tmp_path / "electrical").mkdir()
    (tmp_path / SHIPPED).write_bytes((repository / "forms" / SHIPPED).read_bytes())
    (tmp_path / "electrical/notes.yaml").write_text("a: b\n", encoding="utf-8")
    result = check("--json", catalogue)
    errors = json.loads(result.stdout)["files"][0]["errors"]
    messages = [one["message"] for one in errors]
    assert any(message.startswith("electrical/notes.yaml is not the form") for message in messages)
    assert not any("ELE-SAF" in message for message in messages)
    assert any("ELE-WIR" in message for message in messages)


def test_a_form_beside_a_catalogue_is_held_against_it(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "catalogue.yaml").write_bytes((repository / "forms/catalogue.yaml").read_bytes())
    (tmp_path / "electrical").mkdir()
    form = tmp_path / SHIPPED
    form.write_bytes((repository / "forms" / SHIPPED).read_bytes())
    assert check(form).exit_code == 0
    spoil(form, "framework: EQF", "framework: XQF")
    result = check(form)
    assert result.exit_code == 1
    assert "it knows: EQF" in result.output


@pytest.mark.parametrize("kind", ["form", "catalogue"])
def test_the_schema_is_printed(kind: str) -> None:
    result = CliRunner().invoke(forms, ["schema", kind])
    assert result.stdout == schema_text(kind)


def test_it_runs_as_a_program(good: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "assessor_app.cli.forms", "check", str(good)], capture_output=True, check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
