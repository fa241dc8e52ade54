"""What is kept of assessments after their signature."""

from typing import Protocol

from assessor_app.domain.after import Annulment, Appeal, Correction
from assessor_app.services.people.history import Aftermath


class AfterStore(Protocol):
    """Annulments, corrections and appeals, beside the assessments that they are about."""

    def annul(self, annulment: Annulment) -> None: ...
    def annulment(self, assessment: str) -> Annulment | None: ...
    def papers(self, assessment: str) -> tuple[str, ...]:
        """Numbers of every paper that was issued on this assessment, whatever revision and award; oldest first."""

    def correct(self, correction: Correction, *, leaves_release: bool) -> None:
        """Keeps a revision; `leaves_release`: what was released, or returned, was another revision."""

    def corrections(self, assessment: str) -> tuple[Correction, ...]:
        """Oldest first."""

    def lodge(self, appeal: Appeal) -> None: ...
    def decide_appeal(self, appeal: Appeal) -> None: ...
    def appeal(self, appeal_id: str) -> Appeal:
        """Raises KnownError `no-such-appeal`."""

    def appeals(self, assessment: str) -> tuple[Appeal, ...]:
        """Oldest first."""

    def appeals_to_decide(self) -> tuple[Appeal, ...]:
        """Those that nobody has decided, the oldest first."""

    def aftermath(self, assessment: str) -> Aftermath:
        """Everything that happened to one assessment after its signature."""

    def releasers(self, assessment: str) -> frozenset[str]:
        """Whoever released or returned this work, whatever revision of it."""
