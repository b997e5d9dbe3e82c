"""Look, database and backups."""
