"""Signing with other people's services: the session of one signature, and the providers that give it."""
