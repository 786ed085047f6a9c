"""A decree freezes the list; its entries never change afterwards."""
