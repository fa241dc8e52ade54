"""What was copied from paper names its sheet by itself: a note, and the answer to an oral question."""

SQL = """
-- The sheet that a note was copied from, and when it was seen; empty for what was written here.
ALTER TABLE judgement ADD COLUMN note_source TEXT NOT NULL DEFAULT '';
ALTER TABLE judgement ADD COLUMN note_observed_at TEXT NOT NULL DEFAULT '';
-- The sheet that an answer was copied from, and when it was copied.
ALTER TABLE oral_answer ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE oral_answer ADD COLUMN entered_at TEXT NOT NULL DEFAULT '';

DROP TRIGGER judgement_update_frozen;
CREATE TRIGGER judgement_update_frozen BEFORE UPDATE ON judgement
WHEN (SELECT state FROM assessment WHERE id = old.assessment) IN ('finalised', 'discarded')
  AND (new.occasion <> old.occasion OR new.criterion <> old.criterion OR new.assessment <> old.assessment
    OR new.mark <> old.mark OR new.prompted <> old.prompted OR new.readings <> old.readings
    OR new.observed_at <> old.observed_at OR new.entered_at <> old.entered_at OR new.how <> old.how
    OR new.by <> old.by OR new.source <> old.source OR new.note NOT IN (old.note, '')
    OR new.note_source <> old.note_source OR new.note_observed_at <> old.note_observed_at
    -- Not applicable has a reason, always; a dash says that it was erased.
    OR new.reason NOT IN (old.reason, CASE old.mark WHEN 'not-applicable' THEN '-' ELSE '' END)) BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;
DROP TRIGGER oral_update_frozen;
CREATE TRIGGER oral_update_frozen BEFORE UPDATE ON oral_answer
WHEN (SELECT state FROM assessment WHERE id = old.assessment) IN ('finalised', 'discarded')
  AND (new.assessment <> old.assessment OR new.question <> old.question OR new.mark <> old.mark
    OR new.said <> old.said OR new.note NOT IN (old.note, '') OR new.at <> old.at OR new.by <> old.by
    OR new.source <> old.source OR new.entered_at <> old.entered_at) BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;
"""
