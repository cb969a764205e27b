"""The commands: `python -m app serve`, `work`, `migrate`, `setup`, `seed`, `verify`, `trust`, `dossier`, …"""

from __future__ import annotations

import argparse
import sys

from app import commands
from app.settings import Settings, Unsafe


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m app", description="DVB portāls")
    subcommands = parser.add_subparsers(dest="command", required=True)
    for name, (run, about, flags) in commands.COMMANDS.items():
        sub = subcommands.add_parser(name, help=about)
        sub.set_defaults(run=run)
        for flag, text in flags.items():
            if text is None:
                sub.add_argument(flag, action="store_true")
            elif not flag.startswith("--"):
                sub.add_argument(flag, nargs="+", help=text)
            else:
                sub.add_argument(flag, default="", help=text)
    chosen = parser.parse_args(arguments)
    try:
        settings = Settings.read()
    except Unsafe as unsafe:
        if chosen.command not in commands.WITHOUT_SECRET:
            print(unsafe, file=sys.stderr)
            return 2
        settings = commands.settings_for_looking()
    try:
        return int(chosen.run(settings, chosen) or 0)
    except Unsafe as unsafe:
        print(unsafe, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
