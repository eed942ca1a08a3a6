"""What the database itself keeps: rows that are never rewritten."""

from django.db import migrations

from upksai.privacy.immutable import never_changed


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial")]
    operations = [never_changed("referrals_referralstep"), never_changed("referrals_incomingstep")]
