"""Security paper: serials are read as they are meant, and the balance always closes; a run's answers cover every sheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.domain.certificate import CameOut
from assessor_app.domain.errors import KnownError
from assessor_app.domain.print_run import Run, RunPaper, answers_after
from assessor_app.domain.stock import BLANK, Batch, Serial, StockKind, balance_of, next_blank, read_serial

PREFIXES = st.from_regex(r"([A-Z0-9/-]{0,8}[A-Z/-])?", fullmatch=True)


@given(PREFIXES, st.integers(1, 12), st.integers(0, 10**12 - 1))
def test_a_serial_is_read_back_from_what_is_printed(prefix: str, digits: int, number: int) -> None:
    serial = Serial(prefix=prefix, digits=digits, number=number % 10**digits)
    assert read_serial(serial.text) == serial
    assert read_serial(f"  {serial.text.lower()} ") == serial


@pytest.mark.parametrize(
    ("typed", "text"),
    [("sc 004 201", "SC004201"), ("A-٠٠٧", "A-007"), ("2026-000124", "2026-000124"), ("７", "7")],
)
def test_a_serial_may_be_typed_as_people_type(typed: str, text: str) -> None:
    assert read_serial(typed).text == text


@pytest.mark.parametrize("typed", ["", "   ", "ABC", "12A", "A" * 17 + "1", "1" * 13, "A½"])
def test_what_is_no_serial_is_refused(typed: str) -> None:
    with pytest.raises(KnownError, match="stock-unreadable"):
        read_serial(typed)


@given(st.integers(1, 60), st.data())
def test_every_sheet_is_in_one_pile_and_the_next_is_the_lowest_blank(count: int, data: st.DataObject) -> None:
    batch = Batch(
        id=1, prefix="A", digits=4, first=100, last=99 + count, received_on="", note="", at="", by=""
    )
    serials = st.integers(batch.first, batch.last)
    standing = data.draw(st.dictionaries(serials, st.sampled_from(StockKind)))
    found = balance_of(count, standing.values())
    parts = (found.blank, found.sent, found.issued, found.spoiled, found.missing, found.destroyed)
    assert sum(parts) == found.received == count
    assert min(parts) >= 0
    top = next_blank(batch, standing)
    assert (top is None) == (found.blank == 0)
    if top is not None:
        assert all(standing.get(number) not in BLANK for number in range(batch.first, top))


@given(st.integers(0, 30), st.integers(-2, 32), st.integers(-2, 32))
def test_the_last_good_sheet_answers_for_each_sheet_once(sent: int, good: int, spoiled: int) -> None:
    papers = tuple(
        RunPaper(place=at, number=str(at), holder="", sheet=at, outcome=CameOut.UNCONFIRMED)
        for at in range(1, sent + 1)
    )
    asked = Run(id=1, about="", reason="", at="", by="", papers=papers).asked
    if good < 0 or spoiled < 0 or good + spoiled > sent:
        with pytest.raises(ValueError, match=r"\("):
            answers_after(asked, good=good, spoiled=spoiled)
        return
    answers = answers_after(asked, good=good, spoiled=spoiled)
    assert [paper for paper, _outcome in answers] == list(papers)
    outcomes = [outcome for _paper, outcome in answers]
    assert outcomes.count(CameOut.CAME_OUT) == good
    assert outcomes.count(CameOut.SPOILED) == spoiled
    assert outcomes == sorted(outcomes, key=[CameOut.CAME_OUT, CameOut.SPOILED, CameOut.NOT_PRINTED].index)
