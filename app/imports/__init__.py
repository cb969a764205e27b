"""Lists of schools and registers: upload, dry run, apply, undo."""
