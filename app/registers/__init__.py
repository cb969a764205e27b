"""A school's office: registers of papers that came and went, the list of its files, and their end."""
