"""Work for later, written in the same transaction as the deed that wants it."""
