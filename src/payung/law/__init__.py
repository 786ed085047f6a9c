"""The law as data: dated, referenced numbers and the rules that apply them to one person or ten million."""
