"""The two learners between whom marks are moved: what each has in the sitting, and what of it goes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from assessor_app.domain.dealing import deal
from assessor_app.domain.evidence import Evidence
from assessor_app.domain.form import Form
from assessor_app.domain.marks import Judgement, OralAnswer
from assessor_app.domain.people import Learner
from assessor_app.domain.sitting import Entry
from assessor_app.services.assessing.desk import Desk, open_assessment, require_running
from assessor_app.services.assessing.ports import Subject
from assessor_app.services.board.marking import working_on

Key = tuple[Subject, str]
"""A criterion or a question, by its id."""
Said = Judgement | OralAnswer


@dataclass(frozen=True, kw_only=True)
class Side:
    """One learner's work in the sitting, and what stood there before the marks that go: None where nothing did.

    `dealt` are the questions that this learner is asked, `claimed` the pieces that stand for prior learning. `going` and
    `pieces` are the marks and the evidence that go, `staying` the evidence of this occasion that does not.
    """

    learner: Learner
    assessment: str
    occasion: str
    going: dict[Key, Said]
    before: dict[Key, Said | None]
    there: dict[Key, Said]
    dealt: frozenset[str]
    claimed: frozenset[str]
    pieces: tuple[Evidence, ...]
    staying: tuple[Evidence, ...]


def everything(form: Form) -> set[Key]:
    """Every criterion and question of a form."""
    marks = {(Subject.CRITERION, item.id) for item in form.criteria()}
    return marks | {(Subject.QUESTION, item.id) for pool in form.pools for item in pool.questions}


def side_of(desk: Desk, *, by: str, entry: Entry, form: Form, wanted: set[Key], since: str) -> Side:
    """What an entry has in its sitting, begun where it was not, and what of `wanted` was seen at or after `since`.

    Raises KnownError: `stopped`, `assessment-closed`, and what `start` raises.
    """
    assessment, occasion = working_on(desk, by=by, entry=entry.id)
    seed = open_assessment(desk, assessment, by=by).seed
    require_running(desk, occasion)
    there: dict[Key, Said] = {
        (Subject.CRITERION, criterion): judgement
        for (where, criterion), judgement in desk.work.judgements(assessment).items()
        if where == occasion and judgement.touched
    }
    day = next(item.date for item in desk.assessments.occasions(assessment) if item.id == occasion)
    there |= {
        (Subject.QUESTION, about): said
        for about, said in desk.work.oral(assessment).items()
        if said.at[: len(day)] >= day  # what was answered on an earlier day was answered in another sitting
    }
    going = {key: said for key, said in there.items() if key in wanted and _not_before(_seen(said), since)}
    before = _before(desk, assessment, occasion, since) if since else {}
    claimed = frozenset(claim.evidence for claim in desk.prior.of_work(assessment).claims)
    rest = _Rest(there=there, going=going, before=before, wanted=wanted, claimed=claimed, since=since)
    pieces = desk.pieces.counting(occasion)
    goes = {item.id for item in pieces if rest.lets_go(item)}
    return Side(
        learner=desk.learners.get(entry.learner),
        assessment=assessment,
        occasion=occasion,
        going=going,
        before=before,
        there=there,
        dealt=frozenset(item.id for item in deal(form, seed)),
        claimed=claimed,
        pieces=tuple(item for item in pieces if item.id in goes),
        staying=tuple(item for item in pieces if item.id not in goes),
    )


@dataclass(frozen=True, kw_only=True)
class _Rest:
    """What a piece of evidence may rest on: the marks that were there, those that go, and those that come back."""

    there: Mapping[Key, Said]
    going: Mapping[Key, Said]
    before: Mapping[Key, Said | None]
    wanted: Iterable[Key]
    claimed: frozenset[str]
    since: str

    def lets_go(self, item: Evidence) -> bool:
        """Whether a piece goes: with the mark that it is for, and never away from one that stays.

        Where an earlier mark comes back, what is older than `since` was kept for that one. A piece for a criterion
        without a mark goes with what was chosen; one of the whole work goes once no mark stays that it may be for.
        """
        newer = _not_before(item.taken_at or item.entered_at, self.since)
        if not item.criterion:
            return newer and not self._stays() and item.id not in self.claimed
        key = (Subject.CRITERION, item.criterion)
        if key in self.going:
            return newer or self.before.get(key) is None
        return key not in self.there and key in self.wanted and newer

    def _stays(self) -> bool:
        return bool(set(self.there) - set(self.going)) or any(
            self.before.get(key) is not None for key in self.going
        )


def _seen(said: Said) -> str:
    return said.at if isinstance(said, OralAnswer) else said.observed_at


def _not_before(moment: str, since: str) -> bool:
    return not since or datetime.fromisoformat(moment) >= datetime.fromisoformat(since)


def _before(desk: Desk, assessment: str, occasion: str, since: str) -> dict[Key, Said | None]:
    """What stood at each criterion and question when `since` came."""
    found: dict[Key, Said | None] = {}
    for change in desk.work.changes(assessment):
        here = change.subject is Subject.QUESTION or change.occasion == occasion
        if change.subject is not Subject.ATTEMPT and here and _not_before(change.observed_at, since):
            old = change.old if isinstance(change.old, Judgement | OralAnswer) else None
            found.setdefault((change.subject, change.about), old)
    return found
