"""What a signed decision says of prior learning: codes, days and hashes in the record, words in a record of their own."""

from typing import Any

from assessor_app.domain.assessment import Work


def prior_body(work: Work) -> dict[str, Any]:
    """The members `claims`, `interviews` and `challenges`, where there are any."""
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
    numbers = {occasion.id: occasion.number for occasion in work.occasions}
    challenges = [
        {
            "occasion": numbers[item.occasion],
            "criteria": sorted(item.results),
            "held": item.held_at,
            "at": item.at,
            "by": item.by,
        }
        for item in work.prior.challenges
    ]
    return _there(claims=claims, interviews=interviews, challenges=challenges)


def prior_words(work: Work) -> dict[str, Any]:
    """What each piece is, how it is known to be theirs, what was said in the interviews, what a challenge test set."""
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
    challenges = [{"held": item.held_at, "task": item.task} for item in work.prior.challenges]
    return _there(claims=claims, interviews=interviews, challenges=challenges)


def _there(**members: list[dict[str, Any]]) -> dict[str, Any]:
    return {name: found for name, found in members.items() if found}
