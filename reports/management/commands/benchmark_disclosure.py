"""Measure how well published statistics keep their secrets, and what that costs."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from reports.disclosure.benchmark import run
from reports.disclosure.growth import costs, growth
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
        parser.add_argument("--rules", type=int, metavar="N", help="what each rule costs N cases")
        parser.add_argument("--growth", type=int, metavar="N", help="ledgers of N cases a year")
        parser.add_argument("--lengths", type=int, nargs="+", default=[10, 25, 50, 100, 200, 500])

    def handle(
        self, *, sets: int, store: Path, part: str, only_print: bool, lengths: list[int], **asked
    ) -> None:
        if asked["rules"]:
            for name, found in costs(asked["rules"], sets):
                self.stdout.write(f"| {name} | " + " | ".join(map(_share, found.values())) + " |")
        elif asked["growth"]:
            for releases, _asked, mean, most, memory in growth(asked["growth"], lengths):
                self.stdout.write(f"| {releases} | {mean:.2g} | {most:.2g} | {memory:.0f} |")
        else:
            self._run(sets, store, part, only_print=only_print)

    def _run(self, sets: int, store: Path, part: str, *, only_print: bool) -> None:
        which, of = (int(number) for number in part.split("/"))
        results = run(
            store, [] if only_print else range(which, sets, of), progress=self.stderr.write
        )
        self.stdout.write(as_markdown(results))


def _share(found: tuple[float, float]) -> str:
    return f"{found[0]:.0%} ({found[1]:.2f})"
