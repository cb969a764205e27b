"""Companies from the register, their branches, mentors and offered places."""
