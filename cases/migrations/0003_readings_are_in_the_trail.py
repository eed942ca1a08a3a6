"""Who opened a file stands in the audit trail now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_kept_by_the_database")]

    operations = [migrations.DeleteModel("Reading")]
