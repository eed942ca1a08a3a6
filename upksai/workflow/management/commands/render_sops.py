"""Write docs/sop/*.md from the SOP tables, or check that they say what the code does."""

from django.apps import apps
from django.conf import settings
from django.core.management import BaseCommand, CommandError

from upksai.workflow.docs import render
from upksai.workflow.models import WorkflowModel


class Command(BaseCommand):
    help = "Tulis docs/sop/*.md dari tabel SOP di kode."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Hanya periksa, jangan tulis.")

    def handle(self, *, check, **options):
        folder = settings.BASE_DIR / "docs" / "sop"
        pages = {
            folder / f"{model.workflow.name}.md": render(model.workflow, model)
            for model in apps.get_models()
            if issubclass(model, WorkflowModel)
        }
        stale = [path for path in folder.glob("*.md") if path not in pages]
        stale += [p for p, text in pages.items() if not p.exists() or p.read_text() != text]
        if check and stale:
            names = ", ".join(path.name for path in stale)
            raise CommandError(f"{names} berbeda dari kode; jalankan `manage.py render_sops`.")
        for path in stale:
            if path in pages:
                path.write_text(pages[path])
            else:
                path.unlink()
