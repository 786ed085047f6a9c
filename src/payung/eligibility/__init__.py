"""Law, criteria and the book of protection say who may be protected, who not, and why."""
