"""The Markdown table of what a benchmark measured."""

from collections import defaultdict
from collections.abc import Sequence
from statistics import mean
from typing import Any

from .benchmark import LIKELY, MONTHLY, OMNISCIENT

Result = dict[str, Any]
ATTACKERS = ("highs", "cp-sat", "enumeration", "inversion", "differences", OMNISCIENT, LIKELY)


def as_markdown(results: Sequence[Result]) -> str:
    """Attackers, baselines, utility and time, by kind and size."""
    if not results:
        return "No sets were measured.\n"
    parts = [_attackers(results), _baselines(results), _utility(results)]
    return "\n".join(parts)


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _attackers(results: Sequence[Result]) -> str:
    lines = [
        f"Sets of data: {len(results)}.",
        "",
        "| Attacker | sets attacked | hidden figures | exact | narrower than k |",
        "|---|---|---|---|---|",
    ]
    for name in ATTACKERS:
        found = [r["attacks"][name] for r in results if name in r["attacks"]]
        figures, exact, narrow = (sum(f[n] for f in found) for n in range(3))
        if name == "differences":
            lines.append(
                f"| differences of two shown figures below k | {len(found)} | – | – | {narrow} |"
            )
        else:
            lines.append(f"| {name} | {len(found)} | {figures} | {exact} | {narrow} |")
    return "\n".join([*lines, ""])


def _baselines(results: Sequence[Result]) -> str:
    lines = [
        "| Rule | tables | a hidden count is exact | months differ by 1–4 | non-zero cells shown |",
        "|---|---|---|---|---|",
    ]
    for name in ("plain", "next", "acro"):
        found = [r["baselines"][name] for r in results]
        months = [r["baselines"][name] for r in results if r["kind"] in MONTHLY]
        total = {key: sum(f[key] for f in found) for key in found[0]}
        steps = sum(f["differences"] for f in months), sum(f["tables"] for f in months)
        exact = "–" if name == "acro" else _share(total["exact"], total["tables"])
        lines.append(
            f"| {name} | {total['tables']} | {exact} | {_share(*steps)} | "
            f"{_share(total['shown'], total['cells'])} |"
        )
    return "\n".join([*lines, ""])


def _utility(results: Sequence[Result]) -> str:
    lines = [
        "| Kind | N | asked | published | broken down | non-zero cells shown, mean (min–max) | "
        "CPU seconds a plan, mean (max) |",
        "|---|---|---|---|---|---|---|",
    ]
    groups: dict[tuple[str, int], list[Result]] = defaultdict(list)
    for result in results:
        groups[result["kind"], result["size"]].append(result)
    for (kind, size), found in sorted(groups.items()):
        asked, published, tables = (
            sum(r[key] for r in found) for key in ("asked", "published", "tables")
        )
        shown = [share for r in found for share in r["shown"]]
        seconds = [s for r in found for s in r["seconds"]]
        span = f"{mean(shown):.2f} ({min(shown):.2f}–{max(shown):.2f})" if shown else "–"
        lines.append(
            f"| {kind} | {size} | {asked} | {_share(published, asked)} | "
            f"{_share(tables, asked)} | {span} | {mean(seconds):.2f} ({max(seconds):.2f}) |"
        )
    return "\n".join([*lines, ""])
