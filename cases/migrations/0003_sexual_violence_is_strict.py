"""Cases of sexual violence that came by a partner's letter become strictly confidential too."""

from django.db import migrations


def close(apps, schema_editor):
    """Give each its secrecy, and its group where none was written down."""
    cases = apps.get_model("cases", "Case").objects.filter(problem="kekerasan_seksual")
    cases.filter(special_protection="").update(special_protection="AMPK-J")
    cases.update(confidentiality="sangat_terbatas")


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_kept_by_the_database")]
    operations = [migrations.RunPython(close, migrations.RunPython.noop)]
