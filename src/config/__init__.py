"""Settings of the Django project; what differs by machine comes from the environment."""
