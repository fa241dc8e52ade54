"""The QR code is a design with a budget: two readers that know nothing of each other read it through what papers suffer."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assessor_app.documents.certificate_design import open_certificate_design
from documents_samples import certificate
from worn_papers import DPI, READERS, WEAR, counted, papers, segments, table

_ALL = "folded, then copied, askew, JPEG of quality 40"
_TOO_MUCH = f"coffee, {_ALL}"
# What a reader may give up on. ZBar, the older of the two, wants sharper edges and evener paper.
_MAY_FAIL = {
    "zxing-cpp": {*((_TOO_MUCH, dpi) for dpi in DPI), (_ALL, 150)},
    "ZBar": {
        *((_TOO_MUCH, dpi) for dpi in DPI),
        *(("out of focus, 0.2 mm", dpi) for dpi in DPI),
        *(("a cup of coffee stood on it", dpi) for dpi in (200, 150)),
        (_ALL, 150),
    },
}


@pytest.mark.slow
def test_readers_that_know_nothing_of_each_other_read_worn_papers(tell: Callable[[str], None]) -> None:
    certificates = [(text, certificate(qr=segments(text))) for text in papers().values()]
    counts = counted(certificates, open_certificate_design("engraver"))
    tell("worn papers read:\n" + table(counts, len(certificates)))
    for (wear, dpi, reader), count in counts.items():
        if (wear, dpi) not in _MAY_FAIL[reader]:
            assert count == len(certificates), (wear, dpi, reader)


def test_the_published_table_has_every_wear_and_reader() -> None:
    told = (Path(__file__).parents[2] / "docs" / "qr-robustness.md").read_text(encoding="utf-8")
    rows = [line for line in told.splitlines() if line.startswith("| ")]
    assert [row.split(" | ")[0].removeprefix("| ") for row in rows[2:]] == list(WEAR)
    assert all(f"{reader}, {dpi} dpi" in rows[0] for reader in READERS for dpi in DPI)
