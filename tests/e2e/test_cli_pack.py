"""`assessor-app pack` on the sample centre, and the packs checked again."""

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from assessor_app.device import open_device
from pdfa_rules import broken_rules
from test_cli import Ran, run
from test_cli_credentials import take_one_back


@dataclass(frozen=True)
class Centre:
    data: Path
    state: Path
    annulled: str

    def run(self, *arguments: str) -> Ran:
        return run(*arguments, "--data", str(self.data), state=self.state)

    def groups(self) -> dict[str, str]:
        """Group by number of certificate."""
        device = open_device(
            self.data, lambda slots: slots.open_with("sample"), state=self.state / "chains", readonly=True
        )
        try:
            return {
                line.number: device.tables.learners.get(line.learner).group
                for line in device.tables.certificates.lines()
            }
        finally:
            device.close()


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Centre:
    folder = tmp_path_factory.mktemp("packs")
    data, state = folder / "data", folder / "state"
    assert run("demo", "--data", str(data), "--json", passphrase=None, state=state).status == 0
    return Centre(data, state, take_one_back(data, state))


def test_a_pack_holds_everything_and_all_of_it_is_valid(centre: Centre, tmp_path: Path) -> None:
    number = next(number for number in centre.groups() if number != centre.annulled)
    told = centre.run("pack", number, "--out", str(tmp_path / "stick"), "--json")
    assert told.status == 0, told.err
    (packed,) = told.json["packs"]
    folder = tmp_path / "stick" / packed["path"]
    kinds = ("europass.jsonld", "json", "jwt", "pdf", "png", "slip.pdf", "svg")
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["README.txt", *(f"{number}.{kind}" for kind in kinds)]
    )
    assert broken_rules((folder / f"{number}.pdf").read_bytes()) == []
    readme = (folder / "README.txt").read_text(encoding="utf-8-sig")
    assert packed["holder"] in readme
    assert "linkedin.com/profile/add" in readme
    assert "qualified electronic seal" in readme
    checked = centre.run("verify", str(folder), "--json")
    assert (checked.status, checked.json["answer"]) == (0, "valid")
    by_file = {one["file"]: one for one in checked.json["files"]}
    assert by_file[f"{number}.pdf → credential.json"]["number"] == number
    assert by_file[f"{number}.europass.jsonld"]["kind"] == "unsigned"
    assert by_file["README.txt"]["kind"] == "other"
    # The same again stands in its place: nothing beside it, nothing doubled.
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".jwt"}
    assert centre.run("pack", number, "--out", str(tmp_path / "stick")).status == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".jwt"} == before
    assert [path.name for path in (tmp_path / "stick").iterdir()] == [packed["path"]]


def test_readme_and_slip_are_in_the_language_that_was_asked_for(centre: Centre, tmp_path: Path) -> None:
    number = next(number for number in centre.groups() if number != centre.annulled)
    for language in ("de", ""):
        asked = ("--language", language) if language else ()
        told = centre.run("pack", number, "--out", str(tmp_path / f"to-{language}"), *asked, "--json")
        assert told.status == 0, told.err
        folder = tmp_path / f"to-{language}" / told.json["packs"][0]["path"]
        with PdfDocument(folder / f"{number}.slip.pdf") as slip:
            shown = slip[0].get_textpage().get_text_range()
        readme = (folder / "README.txt").read_text(encoding="utf-8-sig")
        assert ("Ergebniszettel" in shown, "Result slip" in shown) == (bool(language), not language)
        assert ("ausgestellt am" in readme, "issued on" in readme) == (bool(language), not language)
    refused = centre.run("pack", number, "--out", str(tmp_path / "none"), "--language", "xx")
    assert (refused.status, "There is no translation for xx" in refused.err) == (2, True)


def test_one_changed_letter_shows_in_an_archive(centre: Centre, tmp_path: Path) -> None:
    number = next(number for number in centre.groups() if number != centre.annulled)
    assert centre.run("pack", number, "--zip", "--out", str(tmp_path)).status == 0
    (archive,) = tmp_path.glob("*.zip")
    with zipfile.ZipFile(archive) as whole:
        entries = {entry.filename: whole.read(entry) for entry in whole.infolist()}
    (name,) = [name for name in entries if name.endswith(f"{number}.json")]
    credential = json.loads(entries[name])
    credential["credentialSubject"]["identifier"][0]["identityHash"] += "x"
    with zipfile.ZipFile(tmp_path / "forged.zip", "w") as forged:
        for entry, content in entries.items():
            forged.writestr(entry, json.dumps(credential) if entry == name else content)
    told = centre.run("verify", str(tmp_path / "forged.zip"), "--json")
    assert (told.status, told.json["answer"]) == (1, "not-valid")
    wrong = [one["file"] for one in told.json["files"] if one["answer"] == "not-valid"]
    assert wrong == [name]


@pytest.mark.slow
def test_a_cohort_and_everybody(centre: Centre, tmp_path: Path) -> None:
    groups = {number: group for number, group in centre.groups().items() if number != centre.annulled}
    everybody = centre.run("pack", "--all", "--zip", "--out", str(tmp_path / "all"), "--json")
    packed = [number for one in everybody.json["packs"] for number in one["certificates"]]
    assert sorted(packed) == sorted(groups)
    wanted = next(group for group in groups.values() if group)
    cohort = centre.run("pack", "--group", wanted, "--out", str(tmp_path / "cohort"), "--json")
    packed = [number for one in cohort.json["packs"] for number in one["certificates"]]
    assert sorted(packed) == sorted(number for number, group in groups.items() if group == wanted)
    assert len(list((tmp_path / "cohort").iterdir())) == len(cohort.json["packs"])


def test_what_was_taken_back_is_not_packed(centre: Centre, tmp_path: Path) -> None:
    refused = centre.run("pack", centre.annulled, "--out", str(tmp_path / "new"))
    assert refused.status == 1
    assert refused.err.count("\n") == 1
    assert not (tmp_path / "new").exists() or list((tmp_path / "new").iterdir()) == []
    assert centre.run("pack", "--group", "nobody at all", "--out", str(tmp_path)).status == 1
    assert centre.run("pack", "--out", str(tmp_path)).status == 2


def test_an_empty_folder_has_no_answer(centre: Centre, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    told = centre.run("verify", str(tmp_path / "empty"))
    assert told.status == 2
    assert "neither" in told.err
