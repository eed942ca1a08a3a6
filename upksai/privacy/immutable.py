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


def never_removed(table: str, *columns: str) -> migrations.RunSQL:
    """A migration operation after which rows of `table` stay, and these columns as they are."""
    kept = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in columns)
    return migrations.RunSQL(
        f"""
        CREATE FUNCTION {table}_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' OR {kept} THEN
                RAISE EXCEPTION 'what % says is never changed or removed', TG_TABLE_NAME;
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER {table}_keeps BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION {table}_keeps();
        """,
        f"DROP TRIGGER {table}_keeps ON {table}; DROP FUNCTION {table}_keeps();",
    )
