"""What is asked of certificates by their record: which of them an awarding body stopped."""

SQL = """
CREATE INDEX certificate_by_record ON certificate (record);
"""
