"""The one kind of error a command shows as a line and not as a traceback, beside those of tables, params and cases."""


class UsageError(ValueError):
    """What the user asked for cannot be done; the message says why and what to do."""
