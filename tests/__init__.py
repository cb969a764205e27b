"""The whole portal, tried as its people use it."""
