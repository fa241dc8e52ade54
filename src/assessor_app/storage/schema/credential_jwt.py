"""The JWT of a credential that the issuer made, beside its JSON."""

SQL = """
-- `jwt` is NULL until its piece has come, and stays so where the issuer has no key for JWTs.
ALTER TABLE issued_credential ADD COLUMN jwt_sha256 TEXT CHECK (length(jwt_sha256) = 64);
ALTER TABLE issued_credential ADD COLUMN jwt BLOB;
CREATE INDEX issued_credential_by_jwt ON issued_credential (jwt_sha256);
"""
