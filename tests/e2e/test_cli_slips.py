"""Result slips from the command line."""

from pathlib import Path

import pypdfium2
import pytest

from sample_copy import sample_at
from test_cli import run


@pytest.mark.slow
def test_sittings_are_listed_and_the_slips_of_one_are_saved(tmp_path: Path) -> None:
    data, state = tmp_path / "data", tmp_path / "state"
    sample_at(data, state)
    listed = run("slips", "--data", str(data), "--json", state=state).json["sittings"]
    closed = next(one for one in listed if one["finished"] > 5)
    out = tmp_path / "slips.pdf"
    where = ("--data", str(data), "--sitting", closed["id"], "--out", str(out))
    done = run("slips", *where, "--size", "four", "--json", state=state)
    assert done.status == 0, done.err
    assert len(done.json["assessments"]) == closed["finished"]
    document = pypdfium2.PdfDocument(out)
    told = document[0].get_textpage().get_text_range()
    document.close()
    assert "SAMPLE" in told
    assert "Result slip" in told
    assert run("slips", "--data", str(data), "--sitting", closed["id"], state=state).status == 2
    missing = run(
        "slips", "--data", str(data), "--sitting", "0" * 32, "--out", str(out), "--json", state=state
    )
    assert (missing.status, missing.json["error"]) == (2, "no-such-sitting")
