"""Who answers for a command in the audit trail."""

import getpass


def named(given: str | None) -> str:
    """The name given with `--by`, else the account that runs the command; a container may have none."""
    if given is not None:
        return given
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "petugas"
