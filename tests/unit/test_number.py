import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.domain.errors import KnownError
from assessor_app.domain.number import check_character, make, normalise

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
numbers = st.builds(
    make,
    st.integers(0, 2**128 - 1).map("{:032x}".format),
    st.integers(1, 99_999) | st.integers(1, 999_999_999),
)


def test_the_check_character_of_the_standards_own_example() -> None:
    # The Global Release Identifier A1-2425G-ABC1234002-M (IFPI, GRid standard 2.1), which uses MOD 37,36.
    assert check_character("A12425GABC1234002") == "M"


def test_the_number_holds_bytes_of_the_chain_and_the_serial() -> None:
    assert make("0123456789abcdef" * 2, 12) == "04HM-ASW9-0012-G"
    assert make("f" * 32, 12_345).startswith("ZZZZ-ZZZZ-12345-")


@given(numbers)
def test_a_number_is_read_however_it_is_typed(number: str) -> None:
    body, check = number[:-1], number[-1]
    assert normalise(number) == number
    assert normalise(f"  {number.lower()}\r\n") == number
    assert normalise(number.replace("-", "")) == number
    assert normalise(number.replace("-", " – ")) == number
    assert normalise(body.replace("0", "O").replace("1", "l") + check) == number
    assert normalise(body.replace("1", "i") + check) == number


@given(numbers, st.data())
def test_every_wrong_character_is_noticed(number: str, data: st.DataObject) -> None:
    typed = number.replace("-", "")
    place = data.draw(st.integers(0, len(typed) - 1))
    other = data.draw(st.sampled_from(ALPHABET))
    try:
        assert normalise(typed[:place] + other + typed[place + 1 :]) == number
    except KnownError as error:
        assert error.code in {"number-check", "number-unreadable"}  # noqa: PT017 (either outcome is right)


@given(numbers, st.data())
def test_neighbours_swapped_are_noticed_save_the_standards_own_gap(number: str, data: st.DataObject) -> None:
    typed = number.replace("-", "")
    place = data.draw(st.integers(0, len(typed) - 3))
    left, right = typed[place], typed[place + 1]
    swapped = typed[:place] + right + left + typed[place + 2 :]
    if abs(ALPHABET.index(left) - ALPHABET.index(right)) in {0, 1, 35}:
        return
    with pytest.raises(KnownError, match=r"number-check|number-unreadable"):
        normalise(swapped)


def test_the_gap_is_small() -> None:
    tried = missed = 0
    for serial in range(1, 1_000):
        typed = make("0123456789abcdef" * 2, serial).replace("-", "")
        for place in range(8, 11):
            if typed[place] != typed[place + 1]:
                tried += 1
                swapped = typed[:place] + typed[place + 1] + typed[place] + typed[place + 2 :]
                missed += check_character(swapped[:-1]) == swapped[-1]
    assert missed / tried < 0.01


@pytest.mark.parametrize(
    "text", ["", "-", "04HM", "04HM-ASW9-0012", "04HM-ASW9-00012-G", "04HM-ASW9-0000-7", "9" * 500]
)
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(KnownError, match="number-unreadable"):
        normalise(text)


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        assert normalise(normalise(text)) == normalise(text)
    except KnownError as error:
        assert error.code.startswith("number-")  # noqa: PT017 (either outcome is right)


@pytest.mark.parametrize("serial", [0, -1, 1_000_000_000])
def test_a_serial_number_has_bounds(serial: int) -> None:
    with pytest.raises(ValueError, match="serial number"):
        make("0" * 32, serial)
