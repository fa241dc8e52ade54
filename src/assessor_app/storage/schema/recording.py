"""Tables of what is seen on the floor: forms in use, sittings, assessments, judgements and their history."""

SQL = """
CREATE TABLE form (
  code TEXT NOT NULL,
  version TEXT NOT NULL,
  title TEXT NOT NULL,
  sector TEXT NOT NULL,
  content BLOB NOT NULL,
  sha256 TEXT NOT NULL,
  adopted_at TEXT NOT NULL,
  PRIMARY KEY (code, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER form_frozen BEFORE UPDATE ON form BEGIN
  SELECT RAISE(ABORT, 'frozen: form');
END;
CREATE TRIGGER form_kept BEFORE DELETE ON form BEGIN
  SELECT RAISE(ABORT, 'frozen: form');
END;

CREATE TABLE sitting (
  id TEXT PRIMARY KEY,
  place TEXT NOT NULL,
  environment TEXT NOT NULL CHECK (environment IN ('workplace', 'simulated')),
  date TEXT NOT NULL,
  opened_by TEXT NOT NULL REFERENCES staff (id),
  opened_at TEXT NOT NULL,
  closed_at TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX sitting_by_date ON sitting (date);

CREATE TABLE assessment (
  id TEXT PRIMARY KEY,
  learner TEXT NOT NULL REFERENCES learner (id),
  form_code TEXT NOT NULL,
  form_version TEXT NOT NULL,
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  seed INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  started_by TEXT NOT NULL REFERENCES staff (id),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'decided', 'finalised', 'discarded')),
  end_kind TEXT CHECK (end_kind IN ('completed', 'stopped-unsafe', 'interrupted', 'withdrew')),
  decision TEXT CHECK (decision IN ('competent', 'not-yet-competent')),
  feedback TEXT NOT NULL DEFAULT '',
  next_step TEXT NOT NULL DEFAULT '',
  overrides TEXT NOT NULL DEFAULT '{}',
  decided_by TEXT REFERENCES staff (id),
  decided_at TEXT NOT NULL DEFAULT '',
  award TEXT UNIQUE,
  record TEXT,
  FOREIGN KEY (form_code, form_version) REFERENCES form (code, version),
  CHECK (state <> 'finalised' OR (decision IS NOT NULL AND end_kind IS NOT NULL AND record IS NOT NULL)),
  CHECK (award IS NULL OR decision = 'competent')
) STRICT;
CREATE INDEX assessment_by_learner ON assessment (learner, form_code);
CREATE INDEX assessment_unfinished ON assessment (state) WHERE state IN ('open', 'decided');
CREATE TRIGGER assessment_frozen BEFORE UPDATE ON assessment WHEN old.state = 'finalised' BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;
CREATE TRIGGER assessment_kept BEFORE DELETE ON assessment BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;

CREATE TABLE entry (
  id TEXT PRIMARY KEY,
  sitting TEXT NOT NULL REFERENCES sitting (id),
  learner TEXT NOT NULL REFERENCES learner (id),
  form_code TEXT NOT NULL,
  form_version TEXT NOT NULL,
  attendance TEXT NOT NULL DEFAULT 'expected',
  identified TEXT,
  briefed_at TEXT NOT NULL DEFAULT '',
  bib TEXT NOT NULL DEFAULT '',
  bench TEXT NOT NULL DEFAULT '',
  assessment TEXT REFERENCES assessment (id),
  note TEXT NOT NULL DEFAULT '',
  UNIQUE (sitting, learner, form_code),
  FOREIGN KEY (form_code, form_version) REFERENCES form (code, version)
) STRICT;
CREATE INDEX entry_by_assessment ON entry (assessment) WHERE assessment IS NOT NULL;
CREATE INDEX entry_by_learner ON entry (learner);

CREATE TABLE occasion (
  id TEXT PRIMARY KEY,
  assessment TEXT NOT NULL REFERENCES assessment (id),
  sitting TEXT NOT NULL REFERENCES sitting (id),
  number INTEGER NOT NULL,
  date TEXT NOT NULL,
  context TEXT NOT NULL DEFAULT '',
  environment TEXT NOT NULL,
  UNIQUE (assessment, number)
) STRICT;

CREATE TABLE judgement (
  occasion TEXT NOT NULL REFERENCES occasion (id),
  criterion TEXT NOT NULL,
  assessment TEXT NOT NULL REFERENCES assessment (id),
  mark TEXT NOT NULL CHECK (mark IN ('met', 'not-met', 'not-seen', 'not-applicable')),
  prompted INTEGER NOT NULL DEFAULT 0 CHECK (prompted IN (0, 1)),
  reason TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  readings TEXT NOT NULL DEFAULT '{}',
  observed_at TEXT NOT NULL,
  entered_at TEXT NOT NULL,
  how TEXT NOT NULL,
  by TEXT NOT NULL,
  PRIMARY KEY (occasion, criterion),
  CHECK (mark <> 'not-applicable' OR reason <> '')
) STRICT, WITHOUT ROWID;
CREATE INDEX judgement_by_assessment ON judgement (assessment);

CREATE TABLE oral_answer (
  assessment TEXT NOT NULL REFERENCES assessment (id),
  question TEXT NOT NULL,
  mark TEXT NOT NULL CHECK (mark IN ('met', 'not-met', 'not-seen')),
  said TEXT NOT NULL DEFAULT '[]',
  note TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  PRIMARY KEY (assessment, question)
) STRICT, WITHOUT ROWID;

-- Every change of a judgement or an oral answer, old and new, never rewritten: undo reads it, so does a quality assurer.
CREATE TABLE history (
  id INTEGER PRIMARY KEY,
  assessment TEXT NOT NULL REFERENCES assessment (id),
  occasion TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('criterion', 'question')),
  subject TEXT NOT NULL,
  old TEXT,
  new TEXT,
  observed_at TEXT NOT NULL,
  entered_at TEXT NOT NULL,
  how TEXT NOT NULL,
  by TEXT NOT NULL,
  undoes INTEGER UNIQUE REFERENCES history (id)
) STRICT;
CREATE INDEX history_by_assessment ON history (assessment, id);
CREATE TRIGGER history_frozen BEFORE UPDATE ON history BEGIN
  SELECT RAISE(ABORT, 'frozen: history');
END;
CREATE TRIGGER history_kept BEFORE DELETE ON history BEGIN
  SELECT RAISE(ABORT, 'frozen: history');
END;
CREATE TRIGGER judgement_insert_frozen BEFORE INSERT ON judgement
WHEN (SELECT state FROM assessment WHERE id = new.assessment) IN ('finalised', 'discarded') BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;
CREATE TRIGGER judgement_update_frozen BEFORE UPDATE ON judgement
WHEN (SELECT state FROM assessment WHERE id = old.assessment) IN ('finalised', 'discarded') BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;
CREATE TRIGGER judgement_delete_frozen BEFORE DELETE ON judgement
WHEN (SELECT state FROM assessment WHERE id = old.assessment) IN ('finalised', 'discarded') BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;
CREATE TRIGGER oral_insert_frozen BEFORE INSERT ON oral_answer
WHEN (SELECT state FROM assessment WHERE id = new.assessment) IN ('finalised', 'discarded') BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;
CREATE TRIGGER oral_update_frozen BEFORE UPDATE ON oral_answer
WHEN (SELECT state FROM assessment WHERE id = old.assessment) IN ('finalised', 'discarded') BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;
CREATE TRIGGER oral_delete_frozen BEFORE DELETE ON oral_answer
WHEN (SELECT state FROM assessment WHERE id = old.assessment) IN ('finalised', 'discarded') BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;
"""
