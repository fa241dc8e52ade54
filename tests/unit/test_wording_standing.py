"""What stands in the way, said so that an instructor knows what to do next."""

from pathlib import Path

import pytest

from assessor_app.domain.form import Form
from assessor_app.domain.marks import Occasion
from assessor_app.domain.standing import Lack, Standing
from assessor_app.formats.form_yaml import parse_form
from assessor_app.wording.standing import standing_lines, standing_sentence


@pytest.fixture(scope="module")
def form() -> Form:
    root = Path(__file__).resolve().parent.parent.parent
    return parse_form((root / "forms" / "electrical" / "ELE-SAF.yaml").read_bytes())


@pytest.mark.parametrize("lack", list(Lack))
def test_every_lack_has_a_sentence_with_no_field_left_open(lack: Lack, form: Form) -> None:
    criterion = form.criteria()[0].id
    name = "ppe" if lack is Lack.CONDITION else "indoors"
    said = standing_sentence(Standing(lack=lack, about=criterion, count=2, name=name), form)
    assert said
    assert "{" not in said
    assert said == said.strip()


def test_a_critical_failure_is_said_alone_and_names_its_criterion(form: Form) -> None:
    first, second = [criterion.id for criterion in form.criteria() if criterion.critical][:2]
    lines = standing_lines(
        [
            Standing(lack=Lack.CRITICAL_NOT_MET, about=first),
            Standing(lack=Lack.CRITICAL_NOT_MET, about=second),
        ],
        form,
    )
    assert [line.about for line in lines] == [first, second]
    assert all(line.sentence.endswith(": critical, not met") for line in lines)
    assert lines[0].sentence.startswith(first + " ")


def test_what_many_share_is_said_once_with_how_many(form: Form) -> None:
    ids = [criterion.id for criterion in form.criteria()][:3]
    lines = standing_lines([Standing(lack=Lack.NOT_SEEN, about=one) for one in ids], form)
    assert [line.sentence for line in lines] == [f"3 criteria not seen yet: {', '.join(ids)}"]
    assert lines[0].about == ids[0]


def test_occasions_are_counted_in_occasions(form: Form) -> None:
    ids = [criterion.id for criterion in form.criteria()][:2]
    lines = standing_lines([Standing(lack=Lack.OCCASIONS, about=one, count=1) for one in ids], form)
    assert [line.sentence for line in lines] == [f"1 more occasion: {', '.join(ids)}"]
    assert standing_sentence(Standing(lack=Lack.OCCASIONS, about=ids[0], count=2), form).endswith(
        ": 2 more occasions"
    )


def test_contexts_are_not_mixed(form: Form) -> None:
    ids = [criterion.id for criterion in form.criteria()][:2]
    standings = [Standing(lack=Lack.CONTEXT, about=one, name=name) for name in ("dry", "wet") for one in ids]
    assert [line.sentence for line in standing_lines(standings, form)] == [
        f"2 criteria not seen yet in “dry”: {', '.join(ids)}",
        f"2 criteria not seen yet in “wet”: {', '.join(ids)}",
    ]


def test_where_there_are_several_occasions_the_one_it_lies_with_is_named(form: Form) -> None:
    first = Occasion(id="o1", sitting="s", number=1, date="2026-11-21")
    last = Occasion(id="o3", sitting="s", number=3, date="2026-11-23")
    one, two = [criterion.id for criterion in form.criteria()][:2]
    missing = Standing(lack=Lack.READING, about=one, name="L–E", where=(first,))
    (line,) = standing_lines([missing], form)
    assert "(occasion 1): L–E is missing" in line.sentence
    assert line.occasions == ("o1",)
    again = Standing(lack=Lack.READING, about=one, name="L–N", where=(last,))
    (line,) = standing_lines([missing, again, Standing(lack=Lack.READING, about=two, name="N–E")], form)
    assert line.sentence == f"3 readings missing or incomplete: {one} (occasions 1, 3), {two}"


def test_nothing_in_the_way_is_nothing_to_say(form: Form) -> None:
    assert standing_lines([], form) == ()
