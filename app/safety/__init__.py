"""Safety at the company: instruction, protective equipment, health checks, minors, accidents."""
