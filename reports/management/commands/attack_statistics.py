"""Try to re-derive what the public statistics hide, from nothing but the public pages."""

from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

from django.core.management import BaseCommand, CommandError

from reports.outsider import attack, read_site


class Command(BaseCommand):
    help = "Serang statistik terbit seperti orang luar: hanya lewat halaman, CSV, dan JSON publik."

    def add_arguments(self, parser):
        parser.add_argument("url", help="alamat situs, misalnya http://127.0.0.1:8000")

    def handle(self, *, url: str, **options):
        if urlsplit(url).scheme not in {"http", "https"}:
            raise CommandError("Tulis alamat yang diawali http:// atau https://.")
        site = read_site(lambda path: _read(urljoin(url, path)))
        if not site.releases:
            raise CommandError("Tidak ada rilis yang ditemukan, jadi tidak ada yang diserang.")
        hidden = [r for one in site.releases for r in one.table.rows if r.value is None]
        found = attack(site.releases, min(one.k for one in site.releases))
        for line in [*site.betrayed, *map(str, found)]:
            self.stdout.write(f"TERBUKA {line}")
        words = f"{len(site.releases)} rilis, {len(hidden)} angka tersembunyi"
        if site.betrayed or found:
            raise CommandError(f"{words}: {len(site.betrayed) + len(found)} terbuka.")
        self.stdout.write(f"{words}: tidak ada yang dapat dihitung kembali.")


def _read(address: str) -> str:
    with urlopen(address, timeout=30) as answer:  # noqa: S310 -- http or https, checked above
        return answer.read().decode()
