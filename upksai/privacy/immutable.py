"""Tables in which a row, once written, stays as it is: the database itself refuses."""

from django.db import migrations


def never_changed(table: str) -> migrations.RunSQL:
    """A migration operation after which rows of `table` can only be added."""
    return migrations.RunSQL(
        f"""
        CREATE OR REPLACE FUNCTION upksai_rows_stay() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME;
        END $$;
        CREATE TRIGGER {table}_rows_stay BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION upksai_rows_stay();
        """,
        f"DROP TRIGGER {table}_rows_stay ON {table}",
    )
