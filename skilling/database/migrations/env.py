"""Runs the steps on the connection that `upgrade` hands over."""

from alembic import context
from sqlmodel import SQLModel

from skilling.database import keyruns, memorytables, periodtables, reporttables, summaries, tables

# The tables must be known before the metadata is compared.
assert all(known.__name__ for known in (tables, reporttables, periodtables, memorytables, keyruns, summaries))  # noqa: S101

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the transaction is the caller's
)
context.run_migrations()
