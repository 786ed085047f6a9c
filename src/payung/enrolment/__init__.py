"""The insurer is told who is on the decree, in its own columns, and answers with member numbers."""
