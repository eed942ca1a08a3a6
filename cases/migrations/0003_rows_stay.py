"""Steps taken, readings and issued reports are only ever added."""

from django.db import migrations

from upksai.workflow.immutable import never_changed


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_initial")]
    operations = [never_changed("cases_casestep"), never_changed("cases_reading")]
