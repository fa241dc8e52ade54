"""`assessor-app pack` on the sample centre, and the packs checked again."""

import json
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from assessor_app.device import open_device
from assessor_app.documents.phrases import date_text
from pdfa_rules import broken_rules
from sample_copy import sample_at
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
    sample_at(data, state)
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
    # It is provisional: what its files end with is what README and link promise, and not more.
    end = date.fromisoformat(json.loads((folder / f"{number}.json").read_text("utf-8"))["validUntil"][:10])
    assert f"Provisional until {date_text(end, 'en')}. The files .json" in readme
    assert f"expirationYear={end.year}&expirationMonth={end.month}&" in readme
    checked = centre.run("verify", str(folder), "--json")
    assert (checked.status, checked.json["answer"]) == (0, "valid")
    by_file = {one["file"]: one for one in checked.json["files"]}
    assert by_file[f"{number}.pdf → credential.json"]["number"] == number
    assert by_file[f"{number}.europass.jsonld"]["kind"] == "unsigned"
    assert by_file["README.txt"]["kind"] == "other"
    alone = centre.run("verify", str(folder / f"{number}.pdf"), "--json")
    assert (alone.status, alone.json["answer"]) == (0, "valid")
    assert [one["number"] for one in alone.json["papers"]] == [number]
    assert [(one["kind"], one["answer"], one["number"]) for one in alone.json["files"]] == [
        ("paper", "valid", number),
        ("credential", "valid", number),
        ("paper", "valid", number),
    ]
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


@pytest.mark.slow
def test_a_pdf_is_not_valid_whose_credential_was_changed(centre: Centre, tmp_path: Path) -> None:
    numbers = [number for number in centre.groups() if number != centre.annulled]
    one, other = (tmp_path / number for number in numbers[:2])
    for number, folder in zip(numbers, (one, other), strict=False):
        assert centre.run("credentials", "export", "--number", number, "--out", str(folder)).status == 0
    pdf, credential = one / f"{numbers[0]}.pdf", (one / f"{numbers[0]}.json").read_bytes()

    def with_credential(content: bytes) -> Ran:
        with pikepdf.open(pdf) as document:
            document.attachments["credential.json"] = pikepdf.AttachedFileSpec(
                document,
                content,
                description="",
                filename="credential.json",
                mime_type="application/ld+json",
                creation_date="",
                mod_date="",
            )
            document.save(tmp_path / "changed.pdf")
        return centre.run("verify", str(tmp_path / "changed.pdf"), "--json")

    forged = json.loads(credential)
    forged["credentialSubject"]["identifier"][0]["identityHash"] += "x"
    told = with_credential(json.dumps(forged).encode())
    assert (told.status, told.json["answer"], told.json["kind"]) == (1, "not-valid", "credential")
    assert [paper["answer"] for paper in told.json["papers"]] == ["valid"]
    strange = with_credential((other / f"{numbers[1]}.json").read_bytes())
    assert (strange.status, strange.json["answer"]) == (3, "cannot-tell")
    assert strange.json["reason"] == "parts-differ"


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
    stranger = centre.run("pack", "--group", "nobody at all", "--out", str(tmp_path))
    assert stranger.status == 1
    assert "nobody at all" in stranger.err
    assert "Electrical A" in stranger.err
    assert centre.run("pack", "--out", str(tmp_path)).status == 2


def test_an_empty_folder_has_no_answer(centre: Centre, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    told = centre.run("verify", str(tmp_path / "empty"))
    assert told.status == 2
    assert "neither" in told.err
