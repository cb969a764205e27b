"""People, organisations and who one is: roles, sign-in, personal links."""
