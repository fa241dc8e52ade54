"""What acts stand on: evidence on the marks before it, a consent on a guardian's word, a result on an earlier attempt."""

SQL = """
-- The newest row of `history` when it was done: which of two acts came later says no clock. NULL for what was done before.
ALTER TABLE evidence_history ADD COLUMN after_change INTEGER;

-- 1: the learner's page said nothing of a guardian's consent before; it goes again where this is taken back.
ALTER TABLE arrangement ADD COLUMN gave_consent INTEGER NOT NULL DEFAULT 0 CHECK (gave_consent IN (0, 1));

-- While somebody appeals, what the decision rests on is not deleted, though it be of the attempt that marks were carried from.
DROP TRIGGER evidence_appealed;
CREATE TRIGGER evidence_appealed BEFORE UPDATE ON evidence
WHEN (new.key IS NOT old.key OR new.salt IS NOT old.salt)
  AND EXISTS (SELECT 1 FROM appeal JOIN assessment AS work ON work.id = appeal.assessment
    JOIN assessment AS own ON own.id = old.assessment
    WHERE outcome = '' AND (work.id = own.id OR (work.learner = own.learner AND work.form_code = own.form_code
      AND work.form_version = own.form_version AND EXISTS (SELECT 1 FROM judgement
        WHERE judgement.assessment = work.id AND judgement.source = 'attempt-' || own.attempt)))) BEGIN
  SELECT RAISE(ABORT, 'frozen: appeal');
END;
"""
