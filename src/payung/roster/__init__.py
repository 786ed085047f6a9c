"""Village spreadsheets of any shape go in; checked rows and findings come out; the gate is acceptance."""
