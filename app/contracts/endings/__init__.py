"""How a running contract pauses, goes on and ends: suspension, termination, transfer, renewal."""
