"""The `payung` command: each verb is a doorway to an action or a question."""

from importlib import import_module

import click

VERBS = {
    "plan": "payung.cli.plan:plan",
    "check": "payung.cli.check:check",
    "run": "payung.cli.run:run",
    "verify-list": "payung.cli.verify_list:verify_list",
    "demo": "payung.cli.demo:demo",
    "law": "payung.cli.law:law",
    "audit": "payung.cli.audit:audit",
    "db": "payung.cli.db:db",
    "reference": "payung.cli.reference:reference",
}


class Lazy(click.Group):
    """A group that imports a verb only when it is called, so that `payung check` never loads Django."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module, _, function = VERBS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), function)
        return command


@click.group(cls=Lazy)
def main() -> None:
    """Payung: dari daftar desa sampai keluarga menerima haknya."""
