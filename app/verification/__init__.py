"""The public page that says what a signed file is, or where a numbered document stands; keeps nothing."""
