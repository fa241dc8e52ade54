"""`assessor-app endorsements`: asked for, signed elsewhere, taken, listed, taken away."""

from pathlib import Path

import pytest

from sample_copy import sample_at
from test_cli import Ran, run

pytestmark = pytest.mark.slow


def test_one_is_listed_and_taken_away(tmp_path: Path) -> None:
    data, state = tmp_path / "data", tmp_path / "state"
    sample_at(data, state)

    def here(*arguments: str) -> Ran:
        return run("endorsements", *arguments, "--data", str(data), state=state)

    assert here("list", "--json").json == {"endorsements": []}
    request, key, signed = (str(tmp_path / name) for name in ("request.json", "key.pem", "signed.json"))
    assert here("ask", "--form", "ELE-SAF", "--version", "1", "--out", request).status == 0
    said = ("--name", "Quay Ltd", "--comment", "We hire them.")
    assert run("endorse", request, *said, "--key", key, "--out", signed, state=state).status == 0
    assert here("take", signed).status == 0
    (one,) = here("list", "--json").json["endorsements"]
    assert (one["form"], one["version"], one["name"], one["comment"]) == (
        "ELE-SAF",
        "1",
        "Quay Ltd",
        "We hire them.",
    )
    assert one["key"].startswith("did:key:z")
    told = here("list").out
    assert "Quay Ltd" in told
    assert "“We hire them.”" in told
    unknown = here("remove", str(one["number"] + 7))
    assert (unknown.status, unknown.err.count("\n")) == (2, 1), unknown.err
    gone = here("remove", str(one["number"]), "--json")
    assert (gone.status, gone.json) == (0, {"removed": one})
    assert here("list", "--json").json == {"endorsements": []}
    assert here("take", signed).status != 0, "it is not taken a second time"
