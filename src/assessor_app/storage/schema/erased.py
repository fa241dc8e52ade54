"""What erasing adds: names and pages that may be emptied, once and for good."""

SQL = """
DROP TRIGGER qualification_frozen;
CREATE TRIGGER qualification_frozen BEFORE UPDATE ON qualification
WHEN new.number <> old.number OR new.cti <> old.cti OR new.award <> old.award OR new.learner <> old.learner
  OR new.holder NOT IN (old.holder, '') OR new.code <> old.code OR new.title <> old.title OR new.sector <> old.sector
  OR new.rule <> old.rule OR new.parts <> old.parts OR new.awarded_at <> old.awarded_at
  OR new.valid_until <> old.valid_until OR new.by <> old.by OR new.record <> old.record BEGIN
  SELECT RAISE(ABORT, 'frozen: qualification');
END;
-- A paper's code says the name too.
DROP TRIGGER certificate_frozen;
CREATE TRIGGER certificate_frozen BEFORE UPDATE ON certificate
WHEN new.number <> old.number OR new.cti <> old.cti OR new.award <> old.award OR new.assessment <> old.assessment
  OR new.learner <> old.learner OR new.holder NOT IN (old.holder, '') OR new.folded NOT IN (old.folded, '')
  OR (new.holder = '') <> (new.folded = '') OR new.form_code <> old.form_code
  OR new.form_version <> old.form_version OR new.issued_at <> old.issued_at OR new.issued_by <> old.issued_by
  OR new.provisional_until IS NOT old.provisional_until OR new.valid_until IS NOT old.valid_until
  OR new.qr NOT IN (old.qr, '') OR new.page NOT IN (old.page, x'') OR new.record <> old.record
  OR new.supersedes IS NOT old.supersedes BEGIN
  SELECT RAISE(ABORT, 'frozen: certificate');
END;
DROP TRIGGER paper_elsewhere_frozen;
CREATE TRIGGER paper_elsewhere_frozen BEFORE UPDATE ON paper_elsewhere
WHEN new.key <> old.key OR new.number <> old.number OR new.cti <> old.cti OR new.chain <> old.chain OR new.seq <> old.seq
  OR new.award <> old.award OR new.assessment <> old.assessment OR new.learner <> old.learner
  OR new.holder NOT IN (old.holder, '') OR new.folded NOT IN (old.folded, '') OR new.form_code <> old.form_code
  OR new.form_version <> old.form_version OR new.issued_at <> old.issued_at OR new.issued_by <> old.issued_by
  OR new.provisional_until <> old.provisional_until OR new.valid_until <> old.valid_until OR (new.qr IS NOT NULL AND new.qr IS NOT old.qr)
  OR (new.page IS NOT NULL AND new.page IS NOT old.page) OR new.record <> old.record
  OR new.supersedes <> old.supersedes BEGIN
  SELECT RAISE(ABORT, 'frozen: paper_elsewhere');
END;
DROP TRIGGER other_paper_frozen;
CREATE TRIGGER other_paper_frozen BEFORE UPDATE ON other_paper
WHEN new.chain <> old.chain OR new.seq <> old.seq OR new.number <> old.number OR new.qr NOT IN (old.qr, '')
  OR new.page NOT IN (old.page, x'') OR new.assets <> old.assets OR new.came_at <> old.came_at BEGIN
  SELECT RAISE(ABORT, 'frozen: other_paper');
END;
"""
