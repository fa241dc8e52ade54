"""The state of a paper: by its dates, by what happened to it, and in which order."""

from datetime import date

import pytest

from assessor_app.domain.certificate import CertificateState, EventKind, state_of

TODAY = date(2026, 11, 22)


def state(*events: EventKind, provisional: str = "2027-01-01", valid: str = "") -> CertificateState:
    return state_of(provisional_until=provisional, valid_until=valid, events=events, today=TODAY)


def test_dates_hold_for_their_whole_day() -> None:
    assert state() is CertificateState.PROVISIONAL
    assert state(provisional="2026-11-22") is CertificateState.PROVISIONAL
    assert state(provisional="2026-11-21") is CertificateState.LAPSED
    assert state(provisional="") is CertificateState.OWN_AWARD
    assert state(valid="2026-11-22") is CertificateState.PROVISIONAL
    assert state(valid="2026-11-21") is CertificateState.EXPIRED


@pytest.mark.parametrize("gone", [EventKind.ANNULLED, EventKind.REVOKED, EventKind.SUPERSEDED])
@pytest.mark.parametrize("later", [EventKind.REGISTERED, EventKind.REJECTED])
def test_what_took_a_paper_away_outlives_every_verdict(gone: EventKind, later: EventKind) -> None:
    assert state(gone, later).value == gone.value
    assert state(later, gone, valid="2020-01-01").value == gone.value


def test_of_the_issuers_verdicts_the_last_one_counts() -> None:
    registered, rejected = EventKind.REGISTERED, EventKind.REJECTED
    assert state(registered) is CertificateState.REGISTERED
    assert state(rejected) is CertificateState.REJECTED
    assert state(rejected, registered) is CertificateState.REGISTERED
    assert state(registered, rejected) is CertificateState.REJECTED
    assert state(registered, valid="2026-11-21") is CertificateState.EXPIRED
