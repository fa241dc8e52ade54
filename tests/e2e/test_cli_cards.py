"""Wallet cards and badge stickers from the command line: some, or all that may be printed."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from assessor_app.documents.reading import codes_in
from test_cli import Ran, Sample, run
from test_cli_credentials import take_one_back

pytestmark = pytest.mark.parametrize("kind", ["cards", "stickers"])


@dataclass(frozen=True)
class Centre:
    sample: Sample
    annulled: str
    stand: tuple[str, ...]

    def write(self, kind: str, *named: str, out: Path) -> Ran:
        return self.sample.run("certificates", kind, *named, "--out", str(out), "--json")


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Centre:
    folder = tmp_path_factory.mktemp("cards")
    data, state = folder / "data", folder / "state"
    done = run("demo", "--data", str(data), "--json", passphrase=None, state=state)
    assert done.status == 0, done.err
    annulled = take_one_back(data, state)
    stand = tuple(number for number in done.json["certificates"] if number != annulled)
    return Centre(Sample(data, state, done.json), annulled, stand)


def test_some_are_named_in_either_way(centre: Centre, tmp_path: Path, kind: str) -> None:
    first, second, third, *_rest = centre.stand
    for named in (("--number", first, second, "--number", third), (first, second, third)):
        out = tmp_path / "some.pdf"
        done = centre.write(kind, *named, out=out)
        assert done.status == 0, done.err
        assert done.json == {"file": str(out), kind: 3}
        assert len(set(codes_in(out.read_bytes()))) == 3


def test_all_are_those_that_may_be_printed(centre: Centre, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "all.pdf"
    done = centre.write(kind, "--all", out=out)
    assert done.status == 0, done.err
    assert done.json == {"file": str(out), kind: len(centre.stand)}
    assert len(set(codes_in(out.read_bytes()))) == len(centre.stand)
    refused = centre.write(kind, centre.annulled, out=out)
    assert (refused.status, refused.json["error"]) == (1, "may-not-print")


def test_all_or_some_and_not_both(centre: Centre, tmp_path: Path, kind: str) -> None:
    number, out = centre.stand[0], tmp_path / "none.pdf"
    for named in ((), ("--all", number), ("--all", "--number", number)):
        done = centre.write(kind, *named, out=out)
        assert done.status == 2
        assert "Choose either --all or --number N." in done.err
    assert not out.exists()
