"""The ledger of credits in a window of its own: a picture over time, a table, and what of it is shown."""
