"""What the learner's files are signed with, beside the credential itself."""

SQL = """
-- The P-256 key of a centre under its own root, for credentials as JWT; its list of keys names the public half.
CREATE TABLE jwt_key (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  public BLOB NOT NULL CHECK (length(public) = 33),
  private BLOB NOT NULL CHECK (length(private) = 32),
  made_at TEXT NOT NULL
) STRICT;

-- The certificate with which the centre signs PDF files (PAdES): its chain in PEM, its own first, and the private key (PKCS #8, DER).
CREATE TABLE seal (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  subject TEXT NOT NULL,
  issuer TEXT NOT NULL,
  until TEXT NOT NULL,
  certificates BLOB NOT NULL,
  private BLOB NOT NULL,
  added_at TEXT NOT NULL,
  added_by TEXT NOT NULL REFERENCES staff (id)
) STRICT;
"""
