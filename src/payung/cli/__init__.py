"""The  command: each verb is a doorway to an action or a question."""
