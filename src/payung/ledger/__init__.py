"""Append-only double entry in whole rupiah.

In: drafts of entries. Out: accounts, entries, postings and balances. The database refuses an entry that does not sum
to zero and an account that would go below zero where it cannot.
"""
