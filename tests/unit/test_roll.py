"""The roll of a phone is cut at each badge, and no photo changes hands."""

from hypothesis import example, given
from hypothesis import strategies as st

from assessor_app.domain.roll import Shot, cut, in_order

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
