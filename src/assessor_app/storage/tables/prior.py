"""Claims on prior learning, interviews, and witnesses' statements: what work rests on beside what was seen."""

from assessor_app.domain.marks import Mark
from assessor_app.domain.prior import Authenticated, Challenge, Claim, Interview, Prior
from assessor_app.storage.engine.store import Store


class PriorTable:
    """Reads whole, written one by one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_work(self, assessment: str) -> Prior:
        """What one assessment rests on; evidence that was taken out claims nothing."""
        read = self._store.raw().execute
        claims = read(
            """SELECT claim.id, claim.assessment, claim.evidence, claim.criterion, what, dated, authenticated, known,
                 claim.by, claim.at, evidence.sha256
               FROM claim JOIN evidence ON evidence.id = claim.evidence AND evidence.removed_at = ''
               WHERE claim.assessment = ? ORDER BY claim.at, claim.rowid""",
            (assessment,),
        ).fetchall()
        interviews = read(
            """SELECT assessment, outcome, asked, answered, enough, by, at FROM interview WHERE assessment = ?
               ORDER BY outcome""",
            (assessment,),
        ).fetchall()
        statements = read(
            """SELECT criterion, count(*) FROM evidence
               WHERE assessment = ? AND kind = 'witness' AND removed_at = '' GROUP BY criterion""",
            (assessment,),
        ).fetchall()
        return Prior(
            claims=tuple(
                Claim(
                    id=row[0],
                    assessment=row[1],
                    evidence=row[2],
                    criterion=row[3],
                    what=row[4],
                    dated=row[5],
                    authenticated=Authenticated(row[6]),
                    known=row[7],
                    by=row[8],
                    at=row[9],
                    sha256=row[10],
                )
                for row in claims
            ),
            interviews=tuple(
                Interview(
                    assessment=row[0],
                    outcome=row[1],
                    asked=row[2],
                    answered=row[3],
                    enough=bool(row[4]),
                    by=row[5],
                    at=row[6],
                )
                for row in interviews
            ),
            statements=dict(statements),
            challenges=self._challenges(assessment),
        )

    def _challenges(self, assessment: str) -> tuple[Challenge, ...]:
        """Those of which a mark still stands, oldest first, with the marks on their occasion."""
        rows = (
            self._store.raw()
            .execute(
                """SELECT challenge.id, challenge.occasion, task, held_at, challenge.by, challenge.at,
                 challenge_criterion.criterion, coalesce(judgement.mark, 'not-seen')
               FROM challenge JOIN challenge_criterion ON challenge_criterion.challenge = challenge.id
                 LEFT JOIN judgement ON judgement.occasion = challenge.occasion
                   AND judgement.criterion = challenge_criterion.criterion
               WHERE challenge.assessment = ? ORDER BY held_at, challenge.rowid, challenge_criterion.criterion""",
                (assessment,),
            )
            .fetchall()
        )
        found = {
            row[0]: Challenge(
                id=row[0],
                assessment=assessment,
                occasion=row[1],
                task=row[2],
                held_at=row[3],
                by=row[4],
                at=row[5],
                results={other[6]: Mark(other[7]) for other in rows if other[0] == row[0]},
            )
            for row in rows
        }
        return tuple(one for one in found.values() if one.holds)

    def challenge(self, made: Challenge) -> None:
        execute = self._store.raw().execute
        execute(
            "INSERT INTO challenge (id, assessment, occasion, task, held_at, by, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (made.id, made.assessment, made.occasion, made.task, made.held_at, made.by, made.at),
        )
        for criterion in made.results:
            execute(
                "INSERT INTO challenge_criterion (challenge, criterion) VALUES (?, ?)", (made.id, criterion)
            )

    def claim(self, made: Claim) -> None:
        self._store.raw().execute(
            """INSERT INTO claim (id, assessment, evidence, criterion, what, dated, authenticated, known, by, at)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                made.id,
                made.assessment,
                made.evidence,
                made.criterion,
                made.what,
                made.dated,
                made.authenticated.value,
                made.known,
                made.by,
                made.at,
            ),
        )

    def interview(self, made: Interview) -> None:
        """Keeps an interview; another one on the same outcome takes its place while nothing is signed."""
        self._store.raw().execute(
            """INSERT INTO interview (assessment, outcome, asked, answered, enough, by, at)
               VALUES (?, ?, ?, ?, ?, ?, ?)
               ON CONFLICT (assessment, outcome) DO UPDATE SET asked = excluded.asked, answered = excluded.answered,
                 enough = excluded.enough, by = excluded.by, at = excluded.at""",
            (made.assessment, made.outcome, made.asked, made.answered, int(made.enough), made.by, made.at),
        )
