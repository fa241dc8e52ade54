"""Alembic's entrance: it is always called with a connection, inside a transaction of ours."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
