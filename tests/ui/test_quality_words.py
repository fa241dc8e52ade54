from pathlib import Path

import pytest

from assessor_app.domain.form import Form
from assessor_app.domain.marks import How
from assessor_app.domain.standing import OVERRIDABLE, Lack, Standing
from assessor_app.formats.form_yaml import parse_form
from assessor_app.resources import forms_folder
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.services.quality.inside import Attend, Attention
from assessor_app.ui.quality.words import acknowledged_word, attention_words, how_word, lack_words

_OF_THE_WHOLE = {
    Lack.SHEET: "3",
    Lack.CONDITION: "tools",
    Lack.IDENTITY: "",
    Lack.ATTEMPTS: "",
    Lack.COOLING_OFF: "",
    Lack.ENVIRONMENT: "workplace",
    Lack.INTERVIEW: "LO1",
}


@pytest.fixture(scope="module")
def form() -> Form:
    found: Path = next(iter(sorted(forms_folder().glob("*/ELE-SAF*.yaml"))))
    return parse_form(found.read_bytes())


@pytest.mark.parametrize("kind", Attend)
def test_everything_to_look_at_has_a_sentence(kind: Attend, form: Form) -> None:
    about = {
        Attend.UNACKNOWLEDGED: "declined",
        Attend.END_TAKEN_BACK: "withdrew",
        Attend.OVERRIDE: f"photo:{form.criteria()[0].id}",
    }
    item = Attention(kind=kind, about=about.get(kind, "1.1"), count=12, words="no camera")
    words = attention_words(item, form)
    assert words
    assert "{" not in words


def test_an_override_says_what_was_short(form: Form) -> None:
    criterion = form.criteria()[0].id
    assert lack_words(f"photo:{criterion}", form) == f"the photo for {criterion}"
    assert lack_words(f"context:{criterion}:three-phase", form) == (
        f"{criterion} in the context “three-phase”"
    )
    assert lack_words("condition:ppe", form) == "the condition “Protective equipment”"
    assert lack_words("identity", form) == "how the learner was identified"
    assert lack_words("interview:2", form) == "the interview on outcome 2"
    assert lack_words("something-new", form) == "something-new"
    assert lack_words("condition:{weather}", form) == "condition {weather}"


@pytest.mark.parametrize(
    "standing",
    [
        Standing(lack=lack, about="1.1", name="x")
        if lack not in _OF_THE_WHOLE
        else Standing(lack=lack, name=_OF_THE_WHOLE[lack])
        for lack in sorted(OVERRIDABLE | {Lack.SHEET})
    ],
    ids=lambda standing: standing.lack.value,
)
def test_every_override_is_said_in_words_and_not_as_its_key(standing: Standing, form: Form) -> None:
    said = lack_words(standing.key, form)
    assert standing.key not in said
    assert len(said.split()) > 2
    assert "{" not in said
    assert standing.lack in {Lack.ENVIRONMENT, Lack.CONDITION} or (standing.about or standing.name) in said


def test_how_a_mark_came_and_how_the_result_was_taken_have_words() -> None:
    assert len({how_word(how) for how in How}) == len(How)
    assert len({acknowledged_word(kind) for kind in (None, *Acknowledged)}) == len(Acknowledged) + 1
