import dataclasses
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.domain.answer import Answer, Facts, PaperState, Reason, decide, in_scope

TODAY = date(2026, 11, 22)
YESTERDAY = TODAY - timedelta(days=1)
GOOD = Facts(
    issuer_known=True,
    genuine=True,
    in_scope=True,
    in_window=True,
    suspended=False,
    compromised=False,
    fresh=True,
    registered_as=PaperState.REGISTERED,
    ledger=None,
    provisional_until=TODAY,
    valid_until=TODAY,
    today=TODAY,
)
ABSENT = {"registered_as": PaperState.UNKNOWN}
NO_REGISTER = {"registered_as": None, "fresh": False}
OWN = {"ledger": PaperState.PROVISIONAL}
LAPSED = {"provisional_until": YESTERDAY}
V, C, N = Answer.VALID, Answer.CANNOT_TELL, Answer.NOT_VALID
R, S = Reason, PaperState

TABLE: list[tuple[dict[str, Any], Answer, Reason, PaperState]] = [
    ({}, V, R.REGISTERED, S.REGISTERED),
    (LAPSED, V, R.REGISTERED, S.REGISTERED),
    ({"suspended": True, "compromised": True}, V, R.REGISTERED, S.REGISTERED),
    (ABSENT | OWN, V, R.OWN_LEDGER, S.PROVISIONAL),
    (NO_REGISTER | OWN, V, R.OWN_LEDGER, S.PROVISIONAL),
    (NO_REGISTER | {"ledger": S.REGISTERED} | LAPSED, V, R.OWN_LEDGER, S.REGISTERED),
    (NO_REGISTER | OWN | LAPSED, C, R.PROVISIONAL_LAPSED, S.PROVISIONAL),
    (NO_REGISTER, C, R.NO_REGISTER, S.UNKNOWN),
    ({"fresh": False}, C, R.NO_REGISTER, S.REGISTERED),
    (ABSENT, C, R.NOT_YET_REGISTERED, S.PROVISIONAL),
    (ABSENT | {"provisional_until": None}, C, R.NOT_YET_REGISTERED, S.PROVISIONAL),
    (ABSENT | LAPSED, C, R.PROVISIONAL_LAPSED, S.PROVISIONAL),
    (NO_REGISTER | LAPSED, C, R.NO_REGISTER, S.UNKNOWN),
    ({"issuer_known": False, "genuine": False}, C, R.UNKNOWN_ISSUER, S.UNKNOWN),
    ({"issuer_known": False}, C, R.UNKNOWN_ISSUER, S.UNKNOWN),
    (ABSENT | {"suspended": True}, C, R.SUSPENDED, S.PROVISIONAL),
    (NO_REGISTER | OWN | {"suspended": True}, C, R.SUSPENDED, S.PROVISIONAL),
    (ABSENT | {"compromised": True}, C, R.COMPROMISED, S.PROVISIONAL),
    ({"genuine": False}, N, R.ALTERED, S.UNKNOWN),
    ({"in_scope": False}, N, R.OUT_OF_SCOPE, S.UNKNOWN),
    ({"in_window": False}, N, R.OUT_OF_SCOPE, S.UNKNOWN),
    ({"valid_until": YESTERDAY}, N, R.EXPIRED, S.EXPIRED),
    (NO_REGISTER | {"valid_until": YESTERDAY}, N, R.EXPIRED, S.EXPIRED),
    ({"valid_until": YESTERDAY, "registered_as": S.REVOKED}, N, R.REVOKED, S.REVOKED),
    (NO_REGISTER | {"ledger": S.SUPERSEDED}, N, R.SUPERSEDED, S.SUPERSEDED),
    ({"ledger": S.ANNULLED}, N, R.ANNULLED, S.ANNULLED),
    *[
        ({"registered_as": state, "fresh": fresh}, N, Reason(state.value), state)
        for state in (S.REVOKED, S.SUPERSEDED, S.REJECTED, S.ANNULLED)
        for fresh in (True, False)
    ],
]


@pytest.mark.parametrize(("changes", "answer", "reason", "state"), TABLE)
def test_the_answer_to_a_checker(
    changes: dict[str, Any], answer: Answer, reason: Reason, state: PaperState
) -> None:
    verdict = decide(dataclasses.replace(GOOD, **changes))
    assert (verdict.answer, verdict.reason, verdict.state) == (answer, reason, state)


flags = st.booleans()
states = st.none() | st.sampled_from(list(PaperState))
days = st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31))
facts = st.builds(
    Facts,
    issuer_known=flags,
    genuine=flags,
    in_scope=flags,
    in_window=flags,
    suspended=flags,
    compromised=flags,
    fresh=flags,
    registered_as=states,
    ledger=states,
    provisional_until=days,
    valid_until=days,
    today=st.just(TODAY),
)


@given(facts)
def test_valid_needs_all_that_it_stands_on(known: Facts) -> None:
    if decide(known).answer == Answer.VALID:
        assert known.issuer_known
        assert known.genuine
        assert known.in_scope
        assert known.in_window
        assert known.valid_until is None or known.valid_until >= TODAY
        registered = known.fresh and known.registered_as == PaperState.REGISTERED
        assert registered or known.ledger in {PaperState.PROVISIONAL, PaperState.REGISTERED}


@given(facts)
def test_an_unknown_issuer_is_never_called_a_forgery(known: Facts) -> None:
    verdict = decide(dataclasses.replace(known, issuer_known=False))
    assert (verdict.answer, verdict.reason) == (Answer.CANNOT_TELL, Reason.UNKNOWN_ISSUER)


def test_a_scope_covers_whole_parts_of_a_code() -> None:
    assert in_scope("ELE-SAF", ("AUT", "ELE"))
    assert in_scope("ELE-SAF", ("ELE-SAF",))
    assert in_scope("ELE-SAF", ("*",))
    assert not in_scope("ELE-SAF", ("EL", "ELE-S", "ELE-SAF-1"))
    assert not in_scope("ELE-SAF", ())
