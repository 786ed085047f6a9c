"""Cells as people type them, cleaned and repaired by expressions, with evidence of every repair."""
