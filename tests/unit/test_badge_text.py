import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.documents.qr import ALPHANUMERIC
from assessor_app.domain.errors import KnownError
from assessor_app.formats.badge_text import Badge, BadgeKind, read, write

BADGES = st.one_of(
    st.binary(min_size=16, max_size=16).map(lambda data: Badge(kind=BadgeKind.LEARNER, data=data)),
    st.binary(min_size=32, max_size=32).map(lambda data: Badge(kind=BadgeKind.STAFF, data=data)),
)


@given(BADGES)
def test_what_is_written_is_read_back(badge: Badge) -> None:
    assert read(write(badge)) == badge


@given(BADGES)
def test_a_code_packs_tightly_and_says_nothing_but_its_kind(badge: Badge) -> None:
    text = write(badge)
    assert ALPHANUMERIC.issuperset(text)
    assert len(text) == (37 if badge.kind is BadgeKind.LEARNER else 63)


@given(BADGES, st.sampled_from(["\r", "\n", " ", "\t"]))
def test_small_letters_and_a_scanners_enter_do_no_harm(badge: Badge, end: str) -> None:
    assert read(write(badge).lower() + end) == badge


@given(st.text(max_size=80))
def test_anything_else_is_a_known_error(text: str) -> None:
    with pytest.raises(KnownError, match="badge-unreadable"):
        read(text)


@given(BADGES, st.data())
def test_a_code_cut_short_or_with_more_behind_it_is_refused(badge: Badge, data: st.DataObject) -> None:
    text = write(badge)
    with pytest.raises(KnownError):
        read(text[: data.draw(st.integers(min_value=0, max_value=len(text) - 1))])
    with pytest.raises(KnownError):
        read(text + data.draw(st.text(string.ascii_uppercase, min_size=1, max_size=9)))


@given(BADGES, st.data())
def test_a_code_has_one_spelling(badge: Badge, data: st.DataObject) -> None:
    text = write(badge)
    place = data.draw(st.integers(min_value=0, max_value=len(text) - 1))
    other = text[:place] + data.draw(st.characters(max_codepoint=0x17F)) + text[place + 1 :]
    if other.upper() == text and other.isascii():
        return
    try:
        found = read(other)
    except KnownError:
        return
    assert found != badge


@pytest.mark.parametrize(
    "text", ["ASſESSOR-L:" + "A" * 26, "ASSESSOR-L:" + "A" * 25 + "B", "ASSESSOR-L:" + "A" * 500]
)
def test_lookalikes_loose_bits_and_endless_text_are_refused(text: str) -> None:
    with pytest.raises(KnownError):
        read(text)


def test_a_badges_bytes_do_not_show_in_a_log() -> None:
    assert "41" not in repr(Badge(kind=BadgeKind.LEARNER, data=b"A" * 16))
    with pytest.raises(ValueError, match="16 bytes"):
        write(Badge(kind=BadgeKind.LEARNER, data=b"A" * 15))
