"""The commands of designs, as scripts use them."""

import json
from pathlib import Path

from click.testing import CliRunner

from assessor_app.cli.designs import designs
from assessor_app.resources import resources_folder

ENGRAVER = resources_folder() / "designs" / "engraver.yaml"


def test_a_good_design_says_nothing_and_ends_with_nought() -> None:
    result = CliRunner().invoke(designs, ["check", str(ENGRAVER)])
    assert (result.exit_code, result.output) == (0, "")


def test_every_error_is_told_with_file_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    text = ENGRAVER.read_text(encoding="utf-8")
    path.write_text(
        text.replace("side: 38, quiet", "side: 20, quiet").replace("{part: state, ", "{part: bar, "),
        encoding="utf-8",
    )
    result = CliRunner().invoke(designs, ["check", str(path)])
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(f"{path}:8:14: ")
    assert "35.0 mm" in lines[0]
    assert "Until when it is provisional" in lines[1]


def test_what_is_no_yaml_or_is_not_there_ends_with_two(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_bytes(b"id: [")
    for wanted in (path, tmp_path / "nowhere.yaml"):
        result = CliRunner().invoke(designs, ["check", "--json", str(wanted)])
        assert result.exit_code == 2
        assert json.loads(result.output)["files"][0]["errors"]


def test_the_schema_is_json() -> None:
    result = CliRunner().invoke(designs, ["schema"])
    assert result.exit_code == 0
    assert json.loads(result.output)["title"] == "design"
