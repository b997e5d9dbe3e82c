"""The schema's steps, in order; each runs inside the transaction that `upgrade` opened, after a backup."""
