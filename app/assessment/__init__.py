"""The company's assessment, the school's mark, and what closes a practice: characterisation, report, event."""
