"""Lists spoiled on purpose, with an oracle that knows what was done to each row; nothing here asks the checks."""
