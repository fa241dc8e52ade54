"""The commands of designs, as scripts use them."""

import json
import re
from pathlib import Path

from click.testing import CliRunner

from assessor_app.cli.designs import designs
from assessor_app.resources import resources_folder
from sample_copy import sample_at
from test_cli import run

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


def test_the_id_that_is_told_makes_the_next_version_of_what_was_taken(tmp_path: Path) -> None:
    data, state, file = tmp_path / "data", tmp_path / "state", tmp_path / "ours.yaml"
    sample_at(data, state)
    text = ENGRAVER.read_text(encoding="utf-8").replace("title: Engraver", "title: Ours")
    file.write_text(text, encoding="utf-8")
    told = run("designs", "add", str(file), "--data", str(data), state=state)
    assert told.status == 0, told.err
    (name,) = re.findall(r"own-[0-9a-f]+", told.out)
    changed = text.replace("id: engraver", f"id: {name}").replace("stretch: 30", "stretch: 20")
    file.write_text(changed, encoding="utf-8")
    again = run("designs", "add", str(file), "--data", str(data), "--json", state=state)
    assert (again.json["design"], again.json["version"], again.json["title"]) == (name, 2, "Ours")
