"""The verifier page of a centre that is its own awarding body, from the command line."""

import json
import re
from pathlib import Path

import pytest

from assessor_app.trust.anchors import read_anchor_list
from sample_copy import sample_at
from test_cli import run


@pytest.mark.slow
def test_a_centre_alone_writes_its_own_page(tmp_path: Path) -> None:
    data, state, out = tmp_path / "data", tmp_path / "state", tmp_path / "site"
    sample_at(data, state)
    done = run("centre", "page", "--data", str(data), "--out", str(out), "--json", state=state)
    assert done.status == 0, done.err
    assert {path.name for path in out.iterdir()} == set(done.json["files"])
    page = (out / "index.html").read_text(encoding="utf-8")
    known = re.search(r'id="issuer">(.+?)</script>', page)
    assert known
    told = json.loads(known[1])
    assert told["sample"] is True
    listed = read_anchor_list(told["lists"][0])
    assert (listed.content.own_award, listed.text) == (True, (out / "anchors").read_text(encoding="ascii"))
    assert listed.content.name in (out / "manifest.webmanifest").read_text(encoding="utf-8")
