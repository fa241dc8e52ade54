"""Checking credentials with what a device holds: its lists of keys, its own ledger, and what was handed in for once."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assessor_app.credentials.judge import judge_credential
from assessor_app.credentials.reading import is_credential
from assessor_app.domain.credential_answer import JudgedCredential
from assessor_app.services.checking.check import with_trust
from assessor_app.services.checking.desk import CheckDesk, own_ledger, trust_store


@dataclass(frozen=True, kw_only=True)
class CredentialChecks:
    """`extra_trust` are anchor lists, `published` a copy of what an issuer publishes."""

    desk: CheckDesk
    extra_trust: Sequence[str] = ()
    published: Path | None = None

    def looks_like_one(self, content: bytes) -> bool:
        """Whether it is to be judged here: quick, and decides nothing else."""
        return is_credential(content)

    def judge(self, content: bytes) -> JudgedCredential:
        """Raises what `read_credential` raises: what cannot be read has no answer."""
        return judge_credential(
            content,
            trust=with_trust(trust_store(self.desk), self.extra_trust),
            ledger=lambda cti: own_ledger(self.desk, cti),
            now=self.desk.clock.now(),
            published=self.published,
        )
