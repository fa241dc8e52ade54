"""What a clock says: minutes and seconds, hours once it was forgotten, over, paused."""

import pytest

from assessor_app.domain.timing import ClockFace
from assessor_app.ui.clocks.view import clock_view, minutes_words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0:00"),
        (65, "1:05"),
        (59 * 60 + 59, "59:59"),
        (3600, "1:00:00"),
        (3 * 3600 + 7 * 60 + 12, "3:07:12"),
        (30 * 3600, "30:00:00"),
    ],
)
def test_a_clock_that_was_forgotten_tells_hours(seconds: int, words: str) -> None:
    assert minutes_words(seconds) == words


@pytest.mark.parametrize(
    ("face", "words"),
    [
        (ClockFace(seconds=3 * 3600 + 432, minutes=None, running=True), "3:07:12"),
        (ClockFace(seconds=30, minutes=90, running=True), "1:29:30"),
        (ClockFace(seconds=20 * 60 + 11_232, minutes=20, running=True), "+3:07:12"),
        (ClockFace(seconds=11_232, minutes=None, running=False), "❙❙ 3:07:12"),
        (ClockFace(seconds=20 * 60 + 11_232, minutes=20, running=False), "❙❙ +3:07:12"),
        (ClockFace(seconds=22 * 60, minutes=20, running=True), "+2:00"),
    ],
)
def test_over_and_paused_clocks_say_so_before_their_time(face: ClockFace, words: str) -> None:
    assert clock_view(face).words == words
