"""Internships (481): the practice programme, the school's order, practice at the school, settlements."""
