"""The wording of the school's documents: what the regulation wants, and the school's own clauses."""
