"""The portal administrator's pages."""
