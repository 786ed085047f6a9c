"""Governments, users, and the scope within which each may see and act."""
