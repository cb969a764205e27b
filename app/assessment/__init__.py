"""The company's assessment, the school's mark; characterisation, report and closing event of a practice."""
