"""Security paper and cohorts from the command line."""

import csv
from pathlib import Path

import pypdfium2
import pytest

from sample_copy import sample_at
from test_cli import run


@pytest.mark.slow
def test_the_samples_stock_adds_up_takes_a_delivery_and_is_reported(tmp_path: Path) -> None:
    data, state = tmp_path / "data", tmp_path / "state"
    where = ("--data", str(data), "--json")
    sample_at(data, state)
    total = run("stock", "show", *where, state=state).json["total"]
    parts = ("blank", "sent", "issued", "spoiled", "missing", "destroyed")
    assert total["received"] == sum(total[part] for part in parts) == 50
    box = ("--first", "SC-005000", "--last", "SC-005099", "--on", "2026-11-20", "--note", "Box 9")
    taken = run("stock", "receive", *box, *where, state=state)
    assert taken.status == 0, taken.err
    assert taken.json["deliveries"][1]["next"] == "SC-005000"
    again = run("stock", "receive", *box, *where, state=state)
    assert (again.status, again.json["error"]) == (1, "stock-twice")
    for suffix in ("pdf", "csv", "xlsx"):
        out = tmp_path / f"report.{suffix}"
        assert run("stock", "report", "--out", str(out), *where, state=state).status == 0
    rows = list(csv.reader((tmp_path / "report.csv").read_text("utf-8-sig").splitlines()))
    assert sum(int(row[2]) for row in rows[1:]) == 150
    document = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    told = document[0].get_textpage().get_text_range()
    document.close()
    assert "SC-004202" in told
    assert run("stock", "report", "--out", str(tmp_path / "report.doc"), *where, state=state).status == 2


@pytest.mark.slow
def test_a_cohort_is_saved_in_its_order_and_what_lies_here_is_listed(tmp_path: Path) -> None:
    data, state = tmp_path / "data", tmp_path / "state"
    where = ("--data", str(data), "--json")
    sample_at(data, state)
    holders = {
        one["number"]: one["holder"]
        for one in run("certificates", "list", *where, state=state).json["certificates"]
    }
    out = ("--out", str(tmp_path / "all.pdf"))
    cohort = ("--all", "--group", "Electrical A", "--order", "name")
    saved = run("certificates", "print", *cohort, *out, *where, state=state)
    assert saved.status == 0, saved.err
    names = [holders[number] for number in saved.json["certificates"]]
    assert names[:2] == ["Amina Bello", "María José Fernández"]
    assert len(names) == 5
    for named, known in (("--group", "Electrical A"), ("--form", "ELE-SAF")):
        refused = run("certificates", "print", "--all", named, "NOBODY", *out, *where, state=state)
        assert refused.status == 1
        assert "NOBODY" in refused.json["message"]
        assert known in refused.json["message"]
    some = ("--number", saved.json["certificates"][0], "--order", "name")
    assert run("certificates", "print", *some, *out, *where, state=state).status == 2
    lies = run("certificates", "unclaimed", *where, state=state).json["unclaimed"]
    assert [one["stock"] for one in lies] == ["SC-004203", "SC-004204"]
