"""The roll of a phone is cut at each badge, and no photo changes hands."""

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from assessor_app.domain.roll import LONGEST_PAUSE, Days, Doubt, Shot, cut, in_order

A, B = b"a" * 16, b"b" * 16


def shot(name: str, token: bytes | None = None, taken_at: str = "") -> Shot:
    return Shot(name=name, token=token, taken_at=taken_at)


def told(*shots: Shot) -> list[tuple[bytes | None, list[str]]]:
    return [(part.token, [photo.name for photo in part.photos]) for part in cut(shots)]


def test_each_badge_begins_a_stretch() -> None:
    roll = [shot("1", A), shot("2"), shot("3"), shot("4", B), shot("5")]
    assert told(*roll) == [(A, ["2", "3"]), (B, ["5"])]


def test_what_comes_before_the_first_badge_is_nobodys() -> None:
    assert told(shot("1"), shot("2", A), shot("3")) == [(None, ["1"]), (A, ["3"])]


def test_a_badge_photographed_twice_is_one_beginning_and_one_that_comes_again_another() -> None:
    roll = [
        shot("1", A),
        shot("2", A),
        shot("3"),
        shot("4", A),
        shot("5"),
        shot("6", B),
        shot("7", A),
        shot("8"),
    ]
    assert told(*roll) == [(A, ["3", "5"]), (A, ["8"])]
    assert [part.badge for part in cut(roll)] == ["1", "7"]


def test_a_roll_of_nothing_and_of_badges_alone() -> None:
    assert told() == []
    assert told(shot("1", A), shot("2", B)) == []


def test_the_cameras_time_decides_across_zones_and_names_where_it_is_not_known() -> None:
    late, early = (
        shot("1", taken_at="2026-11-22T08:30:00+00:00"),
        shot("2", taken_at="2026-11-22T09:00:00+01:00"),
    )
    assert in_order([early, late]) == in_order([late, early]) == (early, late)
    names = ["IMG_10.jpg", "IMG_9.jpg", "IMG_100.jpg"]
    assert [item.name for item in in_order(map(shot, names))] == ["IMG_9.jpg", "IMG_10.jpg", "IMG_100.jpg"]
    mixed = [shot("2", taken_at="2026-11-22T08:00:00+00:00"), shot("1")]
    assert [item.name for item in in_order(mixed)] == ["1", "2"]


def at(minute: int, second: int = 0) -> str:
    return f"2026-11-22T10:{minute:02d}:{second:02d}+00:00"


def doubts(*shots: Shot) -> list[tuple[list[str], Doubt | None]]:
    return [([photo.name for photo in part.photos], part.doubt) for part in cut(shots)]


def test_a_picture_that_may_be_a_badge_ends_what_is_sure_until_the_next_badge() -> None:
    unread = Shot(name="3", doubt=Doubt.CODE_UNREAD)
    roll = [shot("1", A), shot("2"), unread, shot("4"), shot("5", A), shot("6")]
    assert doubts(*roll) == [(["2"], None), (["3", "4"], Doubt.CODE_UNREAD), (["6"], None)]
    assert doubts(shot("1", A), unread, Shot(name="4", doubt=Doubt.BLURRED)) == [
        (["3"], Doubt.CODE_UNREAD),
        (["4"], Doubt.BLURRED),
    ]


def test_a_long_pause_is_a_doubt_and_a_doubt_holds_over_a_pause() -> None:
    roll = [shot("1", A, at(0)), shot("2", None, at(5)), shot("3", None, at(10, 1)), shot("4", None, at(11))]
    assert doubts(*roll) == [(["2"], None), (["3", "4"], Doubt.PAUSE)]
    assert doubts(shot("1", A, at(0)), shot("2"), shot("3", None, at(9))) == [
        (["2"], None),
        (["3"], Doubt.PAUSE),
    ], "a picture without a time hides no pause"
    unread = Shot(name="2", doubt=Doubt.BLURRED, taken_at=at(1))
    assert doubts(shot("1", A, at(0)), unread, shot("3", None, at(9))) == [
        (["2"], Doubt.BLURRED),
        (["3"], Doubt.BLURRED),
    ]


def test_what_was_taken_on_another_day_is_in_doubt_even_after_its_badge() -> None:
    before, after = "2026-11-21T10:{:02d}:00+00:00", "2026-11-23T09:{:02d}:00+00:00"
    roll = [
        shot("1", A, before.format(0)),
        shot("2", None, before.format(1)),
        shot("3", None, before.format(2)),
        shot("4", None, before.format(20)),
        shot("5", None, at(0)),
        shot("6", A, at(1)),
        shot("7", None, at(2)),
        shot("8", B, after.format(0)),
        shot("9", None, after.format(1)),
    ]
    days = Days(first=date(2026, 11, 22), last=date(2026, 11, 22))
    assert [([one.name for one in part.photos], part.doubt) for part in cut(roll, days)] == [
        (["2", "3"], Doubt.OTHER_DAY),
        (["4"], Doubt.OTHER_DAY),
        (["5"], Doubt.PAUSE),
        (["7"], None),
        (["9"], Doubt.OTHER_DAY),
    ]
    long = Days(first=date(2026, 11, 21), last=date(2026, 11, 23))
    assert [part.doubt for part in cut(roll, long)] == [None, Doubt.PAUSE, Doubt.PAUSE, None, None]
    assert cut([shot("1", A), shot("2")], days)[0].doubt is None, "nobody knows when"


@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, None, None, A, B]), st.sampled_from([None, *Doubt]), st.integers(0, 400)
        ),
        max_size=30,
    )
)
def test_nothing_is_sure_after_a_doubt_before_a_badge_is_read(
    roll: list[tuple[bytes | None, Doubt | None, int]],
) -> None:
    second, shots, sure = 0, [], {}
    certain = True
    for place, (token, doubt, pause) in enumerate(roll):
        second += pause
        moment = f"2026-11-22T{10 + second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}+00:00"
        shots.append(Shot(name=str(place), token=token, taken_at=moment, doubt=None if token else doubt))
        paused = place > 0 and pause > LONGEST_PAUSE.total_seconds()
        certain = token is not None or (certain and doubt is None and not paused)
        if token is None:
            sure[str(place)] = certain
    found = {photo.name: part.doubt is None for part in cut(shots) for photo in part.photos}
    assert found == sure


SHOTS = st.lists(
    st.builds(Shot, name=st.text(max_size=6), token=st.sampled_from([None, None, A, B])), max_size=40
)


@given(SHOTS)
def test_every_photo_of_work_is_in_one_stretch_of_the_badge_before_it(shots: list[Shot]) -> None:
    found = [(part.token, photo) for part in cut(shots) for photo in part.photos]
    expected, token = [], None
    for item in shots:
        token = item.token or token
        if item.token is None:
            expected.append((token, item))
    assert found == expected


@given(st.lists(st.text(alphabet="ab019٣\0", max_size=8), max_size=20))
@example(names=["0", "00"])
def test_any_names_have_an_order_that_does_not_hang_on_the_one_they_came_in(names: list[str]) -> None:
    there = [item.name for item in in_order(map(shot, names))]
    back = [item.name for item in in_order(map(shot, reversed(names)))]
    assert sorted(there) == sorted(names)
    assert [name for name in there if name] == [name for name in back if name] or len(set(names)) < len(names)
