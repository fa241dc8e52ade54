"""What an assessor may assess, by scope and by day."""

from datetime import date

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, Staff, require_may_assess
from assessor_app.formats.form_yaml import parse_form
from form_samples import GOOD

FORM = parse_form(GOOD.encode())


def somebody(*scope: str, until: date | None = None, left: bool = False) -> Staff:
    return Staff(
        id="b" * 32,
        name="Bram Bakker",
        label="bram",
        roles=frozenset({Role.ASSESSOR}),
        scope=scope,
        qualified_until=until,
        left=left,
    )


@pytest.mark.parametrize("scope", ["*", "electrical", "ELE", "ELE-TST"])
def test_sectors_codes_and_their_whole_parts_are_covered(scope: str) -> None:
    assert somebody("culinary", scope).covers(FORM)


@pytest.mark.parametrize("scope", ["E", "EL", "ELE-", "ELE-T", "ELE-TST-2", "elec", "automotive", ""])
def test_the_beginning_of_a_word_is_no_scope(scope: str) -> None:
    with pytest.raises(KnownError, match="out-of-scope"):
        require_may_assess(somebody(scope), FORM, date(2026, 11, 22))


def test_the_last_day_of_a_qualification_is_inside() -> None:
    last = date(2026, 11, 22)
    require_may_assess(somebody("*", until=last), FORM, last)
    with pytest.raises(KnownError, match="qualification-expired"):
        require_may_assess(somebody("*", until=last), FORM, date(2026, 11, 23))


def test_whoever_left_may_nothing() -> None:
    with pytest.raises(KnownError, match="not-allowed"):
        require_may_assess(somebody("*", left=True), FORM, date(2026, 11, 22))
