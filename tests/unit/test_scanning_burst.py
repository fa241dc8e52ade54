"""Scans told from typing, by what is typed and how fast. Qt is not needed."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.formats.badge_text import Badge, BadgeKind, write
from assessor_app.ui.scanning.burst import BEGINNING_MS, REST_MS, START_MS, Act, Burst

LEARNER = write(Badge(kind=BadgeKind.LEARNER, data=bytes(range(16))))
STAFF = write(Badge(kind=BadgeKind.STAFF, data=bytes(range(32))))
PAPER = "HTTPS://PAPERS.EXAMPLE.ORG/#2KB2AEJ4"
LOCAL = "ASSESSOR:2KB2AEJ4"
GERMAN = str.maketrans("YZ-:", "ZYßÖ")
FRENCH = str.maketrans("AQZWM-:", "QAWZ?)M")


class Page:
    """What a page with a text field gets."""

    def __init__(self) -> None:
        self.burst = Burst()
        self.got = ""
        self.scans: list[str] = []
        self.broken = 0
        self._held = ""
        self._now = 1_000

    def press(self, signs: Iterable[tuple[str, str]], *, gap: int = 10, capital: bool = True) -> "Page":
        for typed, placed in signs:
            self._now += gap
            if self.burst.overdue(self._now):
                self._settle(self.burst.silence())
            if typed == "\r":
                act = self.burst.end()
            else:
                act = self.burst.key(typed if typed.isascii() else "", placed, at=self._now, capital=capital)
            self._settle(act, typed)
        return self

    def type(self, text: str, *, gap: int = 10, capital: bool = True) -> "Page":
        """On a US keyboard: both readings are the same."""
        return self.press([(sign, sign) for sign in text], gap=gap, capital=capital)

    def rest(self) -> "Page":
        self._now += 10_000
        if self.burst.collecting:
            self._settle(self.burst.silence())
        return self

    def _settle(self, act: Act, sign: str = "") -> None:
        if act is Act.PASS:
            self.got += sign
        elif act is Act.RELEASE:
            self.got, self._held = self.got + self._held + sign, ""
        elif act is Act.HOLD and self.burst.collecting and not self.burst.draining:
            self._held += sign
        elif act is Act.TAKEN:
            self.scans.append(self.burst.code)
            self._held = ""
        elif act is Act.BROKEN:
            self.broken += 1
            self._held = ""


@pytest.mark.parametrize("code", [LEARNER, STAFF, PAPER, LOCAL])
@pytest.mark.parametrize("gap", [0, 5, 30, START_MS])
def test_a_code_that_is_typed_quickly_is_taken_whole(code: str, gap: int) -> None:
    page = Page().type(f"{code}\r", gap=gap)
    assert (page.scans, page.got) == ([code], "")
    assert not page.burst.collecting


@pytest.mark.parametrize("code", [LEARNER, STAFF, PAPER, LOCAL])
def test_a_scanner_without_enter_is_heard_when_it_falls_silent(code: str) -> None:
    page = Page().type(code).rest()
    assert (page.scans, page.got) == ([code], "")


def test_the_rest_of_a_code_may_stutter() -> None:
    page = (
        Page()
        .type(LEARNER[:4])
        .type(LEARNER[4:11], gap=BEGINNING_MS)
        .type(LEARNER[11:], gap=REST_MS)
        .type("\r")
    )
    assert page.scans == [LEARNER]


@pytest.mark.parametrize("layout", [GERMAN, FRENCH, str.maketrans({chr(one): "Ж" for one in range(33, 127)})])
@pytest.mark.parametrize("code", [LEARNER, STAFF, LOCAL])
def test_a_us_scanner_on_another_layout_is_read_by_the_keys_places(layout: dict[int, str], code: str) -> None:
    signs = [(sign.translate(layout), sign) for sign in code]
    page = Page().press([*signs, ("\r", "")])
    assert (page.scans, page.got) == ([code], "")


def test_a_scanner_set_to_this_layout_is_read_as_it_types() -> None:
    signs = [(sign, sign.translate(str.maketrans("YZ-:", "ZY/>"))) for sign in LEARNER]
    assert Page().press([*signs, ("\r", "")]).scans == [LEARNER]


@given(
    st.text(st.sampled_from("ASEORHTPL-:/abc 1"), max_size=30),
    st.integers(min_value=START_MS + 1, max_value=900),
)
def test_what_a_hand_types_arrives_whole_and_in_order(text: str, gap: int) -> None:
    page = Page().type(text, gap=gap).rest()
    assert (page.got, page.scans, page.broken) == (text, [], 0)


@given(st.text(st.sampled_from("ASEORHTPL-:/"), max_size=10), st.integers(min_value=0, max_value=500))
def test_even_faster_than_a_hand_nothing_short_of_a_beginning_is_lost(text: str, gap: int) -> None:
    page = Page().type(text, gap=gap).type("\r").rest()
    if not any(beginning in text for beginning in ("ASSESSOR-L:", "ASSESSOR-S:", "ASSESSOR:")):
        assert page.got.rstrip("\r") == text
        assert not page.scans


def test_small_letters_are_never_held() -> None:
    burst = Burst()
    assert burst.key("A", "A", at=0, capital=False) is Act.PASS
    assert not burst.collecting


@pytest.mark.parametrize("cut", [12, 20, 36])
def test_a_badge_that_breaks_off_reaches_no_page(cut: int) -> None:
    page = Page().type(LEARNER[:cut]).rest().type("x", capital=False)
    assert (page.got, page.scans, page.broken) == ("x", [], 1)


def test_what_follows_a_spoilt_badge_is_thrown_away_until_it_ends() -> None:
    page = Page().type("ASSESSOR-L:AB1CD----++\r").type("Hello", gap=200)
    assert (page.got, page.broken) == ("Hello", 1)


def test_a_badge_that_is_too_long_is_not_cut_to_fit() -> None:
    page = Page().type(f"{LEARNER}A\r")
    assert (page.scans, page.broken, page.got) == ([], 1, "")


def test_an_address_that_is_not_ours_is_typed_where_the_focus_is() -> None:
    text = "HTTPS://MAKER.EXAMPLE/MACHINE/5\r"
    assert Page().type(text).got == text
    other = "HTTPS://MAKER.EXAMPLE/?A=1"
    assert Page().type(other).rest().got == other


def test_two_scans_one_after_the_other() -> None:
    page = Page().type(f"{LEARNER}\r{STAFF}\r").type("Ada", gap=150).rest()
    assert (page.scans, page.got) == ([LEARNER, STAFF], "Ada")
