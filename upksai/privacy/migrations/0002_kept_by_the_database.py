"""What the database itself keeps: the audit trail is never rewritten, and has one end."""

from django.db import migrations

from upksai.privacy.immutable import never_changed


#: A new row becomes the end of the chain, if it follows the end; otherwise it is refused.
MOVED_ON = """
CREATE FUNCTION privacy_head_moves_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE privacy_audithead SET seq = NEW.seq, hash = NEW.hash WHERE seq = NEW.seq - 1;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'row % does not follow the end of the trail', NEW.seq;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER privacy_head_moves_on AFTER INSERT ON privacy_auditentry
FOR EACH ROW EXECUTE FUNCTION privacy_head_moves_on();
"""
BACK = """
DROP TRIGGER privacy_head_moves_on ON privacy_auditentry;
DROP FUNCTION privacy_head_moves_on();
"""


def begin(apps, schema_editor):
    apps.get_model("privacy", "AuditHead").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial")]
    operations = [
        never_changed("privacy_auditentry"),
        migrations.RunSQL(MOVED_ON, BACK),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
