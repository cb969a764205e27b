"""Notices, mail and short messages, and reminders."""
