"""Which companies and mentors may teach: opinion of the council, decision of the school, evidence."""
