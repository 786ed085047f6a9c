"""Village spreadsheets of any shape go in; checked rows and findings come out; the gate is acceptance.

In: files, through `reading` and `check`. Out: rows word for word with cleaned values, refused where their data have
errors; later rows name those they replace. Gate: `actions.accept`.
"""
