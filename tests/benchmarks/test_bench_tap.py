"""A tap, from the service to the disk: at most three times what two rows cost with nothing around them."""

import itertools
from pathlib import Path

import pytest
from baselines import raw_commit
from measure import interleaved, say_ratio

from assessor_app.domain.marks import Mark
from assessor_app.services.assessing.mark import mark
from story import ASSESSOR, begin

pytestmark = pytest.mark.bench
TAPS = 3_000
MOST = 3.0


def test_a_tap_is_durable_in_three_raw_commits(tmp_path: Path) -> None:
    story = begin(tmp_path / "centre", tmp_path / "state")
    story.add_learner("Łukasz Żółć", "1")
    sitting, entries = story.open_sitting()
    work = story.start(entries[0])
    desk = story.device.assessing
    occasion = desk.assessments.occasions(work.id)[0].id
    criteria = itertools.cycle(one.id for one in desk.forms.get(work.form_code, work.form_version).criteria())
    marks = itertools.cycle((Mark.MET, Mark.NOT_MET))

    def tap() -> None:
        mark(
            desk,
            by=ASSESSOR,
            assessment=work.id,
            occasion=occasion,
            criterion=next(criteria),
            mark=next(marks),
        )

    for _ in range(100):
        tap()
    store = story.device.store.raw()
    judged = store.execute(
        """SELECT occasion, criterion, assessment, mark, prompted, reason, note, readings, observed_at, entered_at,
        how, by, source FROM judgement"""
    ).fetchall()
    changed = store.execute(
        """SELECT assessment, occasion, kind, subject, old, new, observed_at, entered_at, how, by, act, undoes
        FROM history WHERE old IS NOT NULL"""
    ).fetchall()
    rows = itertools.cycle([(one, changed[index % len(changed)]) for index, one in enumerate(judged)])
    plain = raw_commit.connect(tmp_path / "plain.db")

    taken = interleaved(TAPS, tap=tap, floor=lambda: raw_commit.commit(plain, *next(rows)))

    plain.close()
    story.device.close()
    assert sitting.id
    for share in (0.5, 0.99):
        assert say_ratio("tap", taken["tap"], taken["floor"], share, most=MOST) <= MOST
