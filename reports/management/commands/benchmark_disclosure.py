"""Measure how well published statistics keep their secrets, and what that costs."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from reports.disclosure.benchmark import run
from reports.disclosure.measured import as_markdown


class Command(BaseCommand):
    help = (
        "Publishes random offices' statistics, attacks them, and prints the table of "
        "docs/disclosure.md. Goes on where it was stopped; two of these with different --part "
        "share the work of two cores."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sets", type=int, default=10_000)
        parser.add_argument("--store", type=Path, default=Path("benchmark_disclosure.jsonl"))
        parser.add_argument("--part", default="0/1", help="0/2 and 1/2 are the halves")
        parser.add_argument("--only-print", action="store_true")

    def handle(self, *, sets: int, store: Path, part: str, only_print: bool, **_rest) -> None:
        which, of = (int(number) for number in part.split("/"))
        results = run(
            store, [] if only_print else range(which, sets, of), progress=self.stderr.write
        )
        self.stdout.write(as_markdown(results))
