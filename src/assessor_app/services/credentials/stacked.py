"""The files of qualifications: a qualification has a credential, and no page."""

from dataclasses import replace

from assessor_app.domain.errors import KnownError
from assessor_app.domain.stacking import QualificationState
from assessor_app.services.credentials.facts import qualification_facts
from assessor_app.services.credentials.ports import WITHOUT, CredentialDesk, CredentialFiles
from assessor_app.services.qualifications.issued import issued_state, issued_to
from assessor_app.services.qualifications.look import state_of
from assessor_app.services.qualifications.ports import Awarded


def own_files(desk: CredentialDesk, awarded: Awarded) -> CredentialFiles:
    """Of a qualification that this centre awarded.

    Raises KnownError `no-credential` where it stands no longer, `credential-elsewhere` where the centre has joined an issuer since,
    which signs it once it is registered.
    """
    if not desk.awards.centre.centre().own_root:
        raise KnownError("credential-elsewhere", number=awarded.number)
    _require_standing(awarded.number, state_of(desk.qualifications, awarded))
    seed = desk.seeds.issuing_seed("on-line")
    facts = qualification_facts(desk, awarded, issuer=desk.maker.issuer_of(seed))
    return desk.maker.make_qualification(facts, seed=seed)


def issued_files(desk: CredentialDesk, number: str) -> CredentialFiles:
    """Of one that an issuer awarded, as it signed them. Raises KnownError `no-credential`, `credential-unreadable`."""
    content = desk.issued.of_paper(number) or b""
    said = desk.qualifications.read_issued(number, content)
    if said is None:
        raise KnownError("credential-unreadable")
    _require_standing(number, issued_state(desk.qualifications, said))
    rules = desk.qualifications.catalogue().qualifications
    made = desk.maker.bake_qualification(content, {one.code: one.sector for one in rules})
    return replace(made, jwt=desk.issued.jwt_of(number))


def held_qualifications(desk: CredentialDesk, learner: str) -> tuple[tuple[str, CredentialFiles], ...]:
    """Number and files of each qualification of this learner that stands."""
    found = []
    if desk.awards.centre.centre().own_root:
        for awarded in desk.qualifications.table.of_learner(learner):
            try:
                found.append((awarded.number, own_files(desk, awarded)))
            except KnownError as error:
                if error.code not in WITHOUT:
                    raise
        return tuple(found)
    return tuple(
        (one.number, issued_files(desk, one.number))
        for one in issued_to(desk.qualifications, desk.qualifications.reads.history(learner))
        if issued_state(desk.qualifications, one) is QualificationState.STANDS
    )


def _require_standing(number: str, found: QualificationState) -> None:
    if found is not QualificationState.STANDS:
        state = "expired" if found is QualificationState.EXPIRED else "revoked"
        raise KnownError("no-credential", number=number, state=state)
