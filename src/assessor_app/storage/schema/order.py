"""What holds the tables in order: what more is frozen, what belongs together, and what alone may be emptied."""

SQL = """
CREATE INDEX record_about_by_record ON record_about (record);
CREATE INDEX occasion_by_sitting ON occasion (sitting);
CREATE INDEX history_by_person ON history (by);

-- A mark stands on an occasion of its own assessment.
CREATE TRIGGER judgement_insert_belongs BEFORE INSERT ON judgement
WHEN (SELECT assessment FROM occasion WHERE id = new.occasion) IS NOT new.assessment BEGIN
  SELECT RAISE(ABORT, 'torn: judgement');
END;
CREATE TRIGGER judgement_update_belongs BEFORE UPDATE OF occasion, assessment ON judgement
WHEN (SELECT assessment FROM occasion WHERE id = new.occasion) IS NOT new.assessment BEGIN
  SELECT RAISE(ABORT, 'torn: judgement');
END;
CREATE TRIGGER occasion_frozen BEFORE UPDATE ON occasion BEGIN
  SELECT RAISE(ABORT, 'frozen: occasion');
END;
CREATE TRIGGER occasion_kept BEFORE DELETE ON occasion BEGIN
  SELECT RAISE(ABORT, 'frozen: occasion');
END;

CREATE TRIGGER release_frozen BEFORE UPDATE ON release
WHEN new.id <> old.id OR new.assessment <> old.assessment OR new.kind <> old.kind OR new.by <> old.by
  OR new.at <> old.at OR new.looked_at <> old.looked_at OR new.note NOT IN (old.note, '')
  OR new.record <> old.record BEGIN
  SELECT RAISE(ABORT, 'frozen: release');
END;
CREATE TRIGGER release_kept BEFORE DELETE ON release BEGIN
  SELECT RAISE(ABORT, 'frozen: release');
END;
CREATE TRIGGER acknowledgement_frozen BEFORE UPDATE ON acknowledgement BEGIN
  SELECT RAISE(ABORT, 'frozen: acknowledgement');
END;
CREATE TRIGGER acknowledgement_kept BEFORE DELETE ON acknowledgement BEGIN
  SELECT RAISE(ABORT, 'frozen: acknowledgement');
END;
CREATE TRIGGER certificate_event_frozen BEFORE UPDATE ON certificate_event BEGIN
  SELECT RAISE(ABORT, 'frozen: certificate_event');
END;
CREATE TRIGGER certificate_event_kept BEFORE DELETE ON certificate_event BEGIN
  SELECT RAISE(ABORT, 'frozen: certificate_event');
END;
-- What became of a sheet is said once, with its record where there is one.
CREATE TRIGGER sheet_frozen BEFORE UPDATE ON sheet
WHEN new.id <> old.id OR new.number <> old.number OR new.copy <> old.copy OR new.target <> old.target
  OR new.stamp <> old.stamp OR new.at <> old.at OR new.by <> old.by
  OR old.outcome <> '' OR new.outcome = '' BEGIN
  SELECT RAISE(ABORT, 'frozen: sheet');
END;
CREATE TRIGGER sheet_kept BEFORE DELETE ON sheet BEGIN
  SELECT RAISE(ABORT, 'frozen: sheet');
END;

-- The record of a closed sitting lists its entries; where somebody stood, and remarks, are not in it.
CREATE TRIGGER sitting_closed BEFORE UPDATE OF closed_at ON sitting
WHEN old.closed_at <> '' AND new.closed_at <> old.closed_at BEGIN
  SELECT RAISE(ABORT, 'frozen: sitting');
END;
CREATE TRIGGER entry_insert_closed BEFORE INSERT ON entry
WHEN (SELECT closed_at FROM sitting WHERE id = new.sitting) <> ''
  AND NOT EXISTS (SELECT 1 FROM entry WHERE id = new.id) BEGIN  -- an upsert asks here first
  SELECT RAISE(ABORT, 'frozen: sitting');
END;
CREATE TRIGGER entry_update_closed BEFORE UPDATE ON entry
WHEN (SELECT closed_at FROM sitting WHERE id = old.sitting) <> ''
  AND (new.id <> old.id OR new.sitting <> old.sitting OR new.learner <> old.learner
    OR new.form_code <> old.form_code OR new.form_version <> old.form_version
    OR new.attendance <> old.attendance OR new.identified IS NOT old.identified
    OR new.briefed_at <> old.briefed_at OR new.assessment IS NOT old.assessment) BEGIN
  SELECT RAISE(ABORT, 'frozen: sitting');
END;
CREATE TRIGGER entry_delete_closed BEFORE DELETE ON entry
WHEN (SELECT closed_at FROM sitting WHERE id = old.sitting) <> '' BEGIN
  SELECT RAISE(ABORT, 'frozen: sitting');
END;

-- Of what is signed, words alone may be emptied, and never written again: the law asks for it (docs/data.md).
DROP TRIGGER assessment_frozen;
CREATE TRIGGER assessment_frozen BEFORE UPDATE ON assessment
WHEN old.state = 'finalised' AND (new.id <> old.id OR new.learner <> old.learner
  OR new.form_code <> old.form_code OR new.form_version <> old.form_version OR new.attempt <> old.attempt
  OR new.seed <> old.seed OR new.started_at <> old.started_at OR new.started_by <> old.started_by
  OR new.state <> old.state OR new.end_kind IS NOT old.end_kind OR new.decision IS NOT old.decision
  OR new.feedback NOT IN (old.feedback, '') OR new.next_step NOT IN (old.next_step, '')
  OR new.decided_by IS NOT old.decided_by OR new.decided_at <> old.decided_at OR new.award IS NOT old.award
  OR new.record IS NOT old.record
  -- What was short is in the record and asks for a release; the reasons are words.
  OR new.overrides NOT IN (old.overrides, (SELECT json_group_object(key, '') FROM json_each(old.overrides)))) BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;
DROP TRIGGER judgement_update_frozen;
CREATE TRIGGER judgement_update_frozen BEFORE UPDATE ON judgement
WHEN (SELECT state FROM assessment WHERE id = old.assessment) IN ('finalised', 'discarded')
  AND (new.occasion <> old.occasion OR new.criterion <> old.criterion OR new.assessment <> old.assessment
    OR new.mark <> old.mark OR new.prompted <> old.prompted OR new.readings <> old.readings
    OR new.observed_at <> old.observed_at OR new.entered_at <> old.entered_at OR new.how <> old.how
    OR new.by <> old.by OR new.source <> old.source OR new.note NOT IN (old.note, '')
    -- Not applicable has a reason, always; a dash says that it was erased.
    OR new.reason NOT IN (old.reason, CASE old.mark WHEN 'not-applicable' THEN '-' ELSE '' END)) BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;
DROP TRIGGER oral_update_frozen;
CREATE TRIGGER oral_update_frozen BEFORE UPDATE ON oral_answer
WHEN (SELECT state FROM assessment WHERE id = old.assessment) IN ('finalised', 'discarded')
  AND (new.assessment <> old.assessment OR new.question <> old.question OR new.mark <> old.mark
    OR new.said <> old.said OR new.note NOT IN (old.note, '') OR new.at <> old.at OR new.by <> old.by) BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;
-- Undo reads both sides while the work is open: until then not even they.
DROP TRIGGER history_frozen;
CREATE TRIGGER history_frozen BEFORE UPDATE ON history
WHEN (SELECT state FROM assessment WHERE id = old.assessment) NOT IN ('finalised', 'discarded')
  OR new.id <> old.id OR new.assessment <> old.assessment OR new.occasion IS NOT old.occasion
  OR new.kind <> old.kind OR new.subject <> old.subject
  OR (new.old IS NOT NULL AND new.old IS NOT old.old) OR (new.new IS NOT NULL AND new.new IS NOT old.new)
  OR new.observed_at <> old.observed_at OR new.entered_at <> old.entered_at OR new.how <> old.how
  OR new.by <> old.by OR new.undoes IS NOT old.undoes OR new.act IS NOT old.act BEGIN
  SELECT RAISE(ABORT, 'frozen: history');
END;
-- The name goes with what finds it.
DROP TRIGGER certificate_frozen;
CREATE TRIGGER certificate_frozen BEFORE UPDATE ON certificate
WHEN new.number <> old.number OR new.cti <> old.cti OR new.award <> old.award OR new.assessment <> old.assessment
  OR new.learner <> old.learner OR new.holder NOT IN (old.holder, '') OR new.folded NOT IN (old.folded, '')
  OR (new.holder = '') <> (new.folded = '') OR new.form_code <> old.form_code
  OR new.form_version <> old.form_version OR new.issued_at <> old.issued_at OR new.issued_by <> old.issued_by
  OR new.provisional_until IS NOT old.provisional_until OR new.valid_until IS NOT old.valid_until
  OR new.qr <> old.qr OR new.page NOT IN (old.page, x'') OR new.record <> old.record
  OR new.supersedes IS NOT old.supersedes BEGIN
  SELECT RAISE(ABORT, 'frozen: certificate');
END;
"""
