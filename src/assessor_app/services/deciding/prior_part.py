"""What a signed decision says of prior learning: codes, days and hashes in the record, words in a record of their own."""

from typing import Any

from assessor_app.domain.assessment import Work


def prior_body(work: Work) -> dict[str, Any]:
    """The members `claims` and `interviews`, where there are any."""
    claims = [
        {
            "criterion": claim.criterion,
            "sha256": claim.sha256,
            "dated": claim.dated,
            "authenticated": claim.authenticated,
            "by": claim.by,
        }
        for claim in work.prior.claims
    ]
    interviews = [
        {"outcome": item.outcome, "enough": item.enough, "at": item.at, "by": item.by}
        for item in work.prior.interviews
    ]
    return ({"claims": claims} if claims else {}) | ({"interviews": interviews} if interviews else {})


def prior_words(work: Work) -> dict[str, Any]:
    """What each piece is, how it is known to be theirs, and what was said in the interviews."""
    claims = [
        {
            "criterion": claim.criterion,
            "sha256": claim.sha256,
            "what": claim.what,
            "known": claim.known,
        }
        for claim in work.prior.claims
    ]
    interviews = [
        {"outcome": item.outcome, "asked": item.asked, "answered": item.answered}
        for item in work.prior.interviews
    ]
    return ({"claims": claims} if claims else {}) | ({"interviews": interviews} if interviews else {})
