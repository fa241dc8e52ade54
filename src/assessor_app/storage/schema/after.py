"""Tables of what happens after the signature: annulments, corrections, appeals; and how an assessment stands now."""

SQL = """
-- A signed assessment never changes: what happens to it afterwards stands here, beside it.
CREATE TABLE annulment (
  assessment TEXT PRIMARY KEY REFERENCES assessment (id),
  why TEXT NOT NULL CHECK (why IN ('wrong-learner', 'irregular', 'appeal', 'other')),
  reason TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id),
  second TEXT NOT NULL REFERENCES staff (id),
  at TEXT NOT NULL,
  record TEXT NOT NULL REFERENCES record (id),
  CHECK (by <> second)
) STRICT;
CREATE TRIGGER annulment_frozen BEFORE UPDATE ON annulment
WHEN new.assessment <> old.assessment OR new.why <> old.why OR new.reason NOT IN (old.reason, '') OR new.by <> old.by
  OR new.second <> old.second OR new.at <> old.at OR new.record <> old.record BEGIN
  SELECT RAISE(ABORT, 'frozen: annulment');
END;
CREATE TRIGGER annulment_kept BEFORE DELETE ON annulment BEGIN
  SELECT RAISE(ABORT, 'frozen: annulment');
END;

-- A revision of a signed assessment, whole. `after_release` is the newest release act that it leaves behind: what was
-- released, or returned, was another revision.
CREATE TABLE correction (
  id INTEGER PRIMARY KEY,
  assessment TEXT NOT NULL REFERENCES assessment (id),
  revision INTEGER NOT NULL CHECK (revision >= 2),
  corrects TEXT NOT NULL UNIQUE REFERENCES record (id),
  decision TEXT NOT NULL CHECK (decision IN ('competent', 'not-yet-competent')),
  redecided INTEGER NOT NULL CHECK (redecided IN (0, 1)),
  feedback TEXT NOT NULL DEFAULT '',
  next_step TEXT NOT NULL DEFAULT '',
  overrides TEXT NOT NULL DEFAULT '{}',
  reason TEXT NOT NULL,
  award TEXT,
  wants_release INTEGER NOT NULL DEFAULT 0 CHECK (wants_release IN (0, 1)),
  after_release INTEGER NOT NULL DEFAULT 0,
  answers TEXT REFERENCES appeal (id),
  by TEXT NOT NULL REFERENCES staff (id),
  at TEXT NOT NULL,
  record TEXT NOT NULL REFERENCES record (id),
  UNIQUE (assessment, revision),
  CHECK ((award IS NOT NULL) = (decision = 'competent'))
) STRICT;
CREATE INDEX correction_by_answer ON correction (answers) WHERE answers IS NOT NULL;
CREATE TRIGGER correction_frozen BEFORE UPDATE ON correction
WHEN new.id <> old.id OR new.assessment <> old.assessment OR new.revision <> old.revision
  OR new.corrects <> old.corrects OR new.decision <> old.decision OR new.redecided <> old.redecided
  OR new.feedback NOT IN (old.feedback, '') OR new.next_step NOT IN (old.next_step, '')
  OR new.overrides NOT IN (old.overrides, '{}') OR new.reason NOT IN (old.reason, '') OR new.award IS NOT old.award
  OR new.wants_release <> old.wants_release OR new.after_release <> old.after_release
  OR new.answers IS NOT old.answers OR new.by <> old.by OR new.at <> old.at OR new.record <> old.record BEGIN
  SELECT RAISE(ABORT, 'frozen: correction');
END;
CREATE TRIGGER correction_kept BEFORE DELETE ON correction BEGIN
  SELECT RAISE(ABORT, 'frozen: correction');
END;

-- What a correction changed: a criterion on an occasion, or a question (no occasion). Sides as in the history.
CREATE TABLE corrected_mark (
  correction INTEGER NOT NULL REFERENCES correction (id),
  occasion TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL CHECK (kind IN ('criterion', 'question')),
  subject TEXT NOT NULL,
  old TEXT,
  new TEXT NOT NULL,
  PRIMARY KEY (correction, occasion, kind, subject)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER corrected_mark_kept BEFORE DELETE ON corrected_mark BEGIN
  SELECT RAISE(ABORT, 'frozen: corrected_mark');
END;

CREATE TABLE appeal (
  id TEXT PRIMARY KEY,
  assessment TEXT NOT NULL REFERENCES assessment (id),
  said_by TEXT NOT NULL CHECK (said_by IN ('learner', 'guardian', 'representative')),
  said_on TEXT NOT NULL,
  until TEXT NOT NULL,
  grounds TEXT NOT NULL,
  late TEXT NOT NULL DEFAULT '',
  by TEXT NOT NULL REFERENCES staff (id),
  at TEXT NOT NULL,
  record TEXT NOT NULL REFERENCES record (id),
  outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'upheld', 'dismissed')),
  remedy TEXT NOT NULL DEFAULT '' CHECK (remedy IN ('', 'new-attempt', 'correction', 'annulment')),
  reasons TEXT NOT NULL DEFAULT '',
  decided_by TEXT REFERENCES staff (id),
  decided_at TEXT NOT NULL DEFAULT '',
  decision_record TEXT REFERENCES record (id),
  CHECK ((outcome = '') = (decided_by IS NULL)),
  CHECK ((outcome = '') = (decision_record IS NULL)),
  CHECK ((outcome = 'upheld') = (remedy <> ''))
) STRICT;
CREATE INDEX appeal_by_assessment ON appeal (assessment);
CREATE UNIQUE INDEX appeal_open ON appeal (assessment) WHERE outcome = '';
CREATE TRIGGER appeal_frozen BEFORE UPDATE ON appeal
WHEN new.id <> old.id OR new.assessment <> old.assessment OR new.said_by <> old.said_by OR new.said_on <> old.said_on
  OR new.until <> old.until OR new.grounds NOT IN (old.grounds, '') OR new.late NOT IN (old.late, '')
  OR new.by <> old.by OR new.at <> old.at OR new.record <> old.record
  OR (old.outcome <> '' AND (new.outcome <> old.outcome OR new.remedy <> old.remedy
    OR new.reasons NOT IN (old.reasons, '') OR new.decided_by IS NOT old.decided_by
    OR new.decided_at <> old.decided_at OR new.decision_record IS NOT old.decision_record)) BEGIN
  SELECT RAISE(ABORT, 'frozen: appeal');
END;
CREATE TRIGGER appeal_kept BEFORE DELETE ON appeal BEGIN
  SELECT RAISE(ABORT, 'frozen: appeal');
END;

-- While somebody appeals, what the decision rests on is not deleted.
CREATE TRIGGER evidence_appealed BEFORE UPDATE ON evidence
WHEN (new.key IS NOT old.key OR new.salt IS NOT old.salt)
  AND EXISTS (SELECT 1 FROM appeal WHERE appeal.assessment = old.assessment AND outcome = '') BEGIN
  SELECT RAISE(ABORT, 'frozen: appeal');
END;

-- How each assessment stands today: the newest revision of it, whether it is void, and whether it is frozen.
CREATE VIEW assessment_now AS
SELECT assessment.id, assessment.learner, assessment.form_code, assessment.form_version, assessment.attempt,
  assessment.seed, assessment.started_at, assessment.started_by, assessment.end_kind, assessment.decided_by,
  assessment.decided_at, assessment.rowid AS place,
  CASE WHEN annulment.assessment IS NULL THEN assessment.state ELSE 'annulled' END AS state,
  coalesce(correction.decision, assessment.decision) AS decision,
  coalesce(correction.feedback, assessment.feedback) AS feedback,
  coalesce(correction.next_step, assessment.next_step) AS next_step,
  coalesce(correction.overrides, assessment.overrides) AS overrides,
  CASE WHEN correction.id IS NULL THEN assessment.award ELSE correction.award END AS award,
  coalesce(correction.record, assessment.record) AS record,
  coalesce(correction.revision, 1) AS revision,
  coalesce(correction.at, '') AS corrected_at,
  coalesce((SELECT at FROM correction AS again WHERE again.assessment = assessment.id AND again.redecided = 1
    ORDER BY again.revision DESC LIMIT 1), '') AS redecided_at,
  coalesce(correction.wants_release, 0) AS wants_release,
  coalesce(correction.after_release, 0) AS after_release,
  EXISTS (SELECT 1 FROM appeal WHERE appeal.assessment = assessment.id AND appeal.remedy = 'new-attempt') AS waived,
  EXISTS (SELECT 1 FROM appeal WHERE appeal.assessment = assessment.id AND annulment.assessment IS NULL
    AND (appeal.outcome = '' OR appeal.remedy = 'annulment' OR (appeal.remedy = 'correction'
      AND NOT EXISTS (SELECT 1 FROM correction AS answer WHERE answer.answers = appeal.id)))) AS appealed
FROM assessment
  LEFT JOIN annulment ON annulment.assessment = assessment.id
  LEFT JOIN correction ON correction.assessment = assessment.id AND correction.revision = (
    SELECT max(newest.revision) FROM correction AS newest WHERE newest.assessment = assessment.id);
"""
