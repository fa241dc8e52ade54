from dataclasses import replace
from datetime import date

import pytest

from assessor_app.domain.answer import Answer, PaperState, Reason
from assessor_app.domain.centre import SAMPLE_MARK
from assessor_app.formats.paper_claims import Environment, PaperClaims
from assessor_app.trust.judge import Judged
from assessor_app.wording.answers import answer_message
from assessor_app.wording.checking import answer_sentence, answer_word, day_text, state_word

CLAIMS = PaperClaims(
    cti=b"0" * 16,
    issued_at=1_795_000_000,
    number="K4T92M7Q00125",
    name="Amina Bello",
    mark="4821",
    code="ELE-SAF",
    version="1",
    title="Electrical Safety",
    level=None,
    credits=None,
    environment=Environment.SIMULATED,
    provisional_until=date(2027, 2, 20),
    valid_until=None,
)
TOLD = Judged(
    answer=Answer.CANNOT_TELL,
    reason=Reason.NO_REGISTER,
    state=PaperState.UNKNOWN,
    claims=CLAIMS,
    as_of=date(2026, 11, 21),
    since=date(2026, 11, 20),
    successor="K4T9-2M7Q-0013-3",
    awarding_body="Example Awarding Body",
    centre="Harbour Training Centre",
    phone="+353 1 555 0100",
)


def test_without_a_register_it_says_who_signed_and_whom_to_call() -> None:
    assert answer_sentence(TOLD) == (
        "Signed by Harbour Training Centre under Example Awarding Body on 18 November 2026. Whether it was withdrawn"
        " since cannot be seen without a network. Call +353 1 555 0100 and quote K4T92M7Q00125."
    )


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("bare", [False, True])
def test_every_reason_has_a_sentence_whatever_is_known(reason: Reason, *, bare: bool) -> None:
    told = replace(TOLD, reason=reason)
    if bare:
        told = Judged(answer=told.answer, reason=reason, state=told.state, claims=CLAIMS)
    sentence = answer_sentence(told)
    assert sentence.endswith(".")
    assert "{" not in sentence


def test_an_unknown_issuer_is_never_called_a_forgery() -> None:
    sentence = answer_sentence(replace(TOLD, reason=Reason.UNKNOWN_ISSUER))
    assert "does not make it a forgery" in sentence
    assert "Harbour" not in sentence


def test_a_centre_that_awards_alone_is_named_once() -> None:
    told = replace(TOLD, own_award=True, awarding_body="Harbour Training Centre")
    assert "as its own award" in answer_sentence(told)
    assert "under" not in answer_sentence(told)


def test_a_paper_of_a_centre_that_the_list_names_as_invented_says_so_first() -> None:
    marked = "SAMPLE: nobody has earned this certificate."
    assert not answer_message(TOLD).startswith(marked)
    assert answer_message(replace(TOLD, centre=f"{SAMPLE_MARK}{TOLD.centre}")).startswith(marked)


def test_answers_states_and_days_have_words() -> None:
    assert len({answer_word(answer) for answer in Answer}) == 3
    assert len({state_word(state) for state in PaperState}) == len(PaperState)
    assert day_text(date(2026, 11, 21)) == "21 November 2026"
