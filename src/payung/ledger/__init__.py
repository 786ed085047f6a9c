"""Append-only double entry in whole rupiah."""
