"""Letters, lists and workbooks as the office prints and sends them."""
