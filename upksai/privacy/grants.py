"""What the role that the web process uses may do in the database: less than the tables' owner.

Rows of the trail, of steps and of histories it can add and read, and nothing else: the tables that
refuse changes (`never_changed`) and the earlier versions of records are found in the catalogue, so
that a new one is never forgotten.
"""

from django.db import connection, transaction

#: Tables that only the owner writes.
READ_ONLY = {"django_migrations"}
#: The end of the chain is moved, never made or removed.
MOVED = {"privacy_audithead"}
ONLY_ADDED = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind = 'r' AND (
        EXISTS (SELECT 1 FROM pg_trigger t
                WHERE t.tgrelid = c.oid AND t.tgname = c.relname || '_rows_stay')
        OR EXISTS (SELECT 1 FROM pg_attribute a
                   WHERE a.attrelid = c.oid AND a.attname = 'history_id' AND NOT a.attisdropped))
"""
EVERYTHING = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind = 'r'
"""


#: Everything is taken away first, from everybody, so that giving rights again is safe.
FIRST = """
    REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}, PUBLIC;
    REVOKE ALL ON SCHEMA public FROM {role}, PUBLIC;
    GRANT USAGE ON SCHEMA public TO {role};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
"""


@transaction.atomic
def grant_web(role: str) -> None:
    """Give a role what the web process needs, and nothing else; it is made if missing."""
    quoted = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE ROLE {quoted(role)} LOGIN NOSUPERUSER NOINHERIT")
        cursor.execute(FIRST.format(role=quoted(role)))
        for table, rights in _rights(cursor).items():
            cursor.execute(f"GRANT {rights} ON {quoted(table)} TO {quoted(role)}")


def _rights(cursor) -> dict[str, str]:
    cursor.execute(ONLY_ADDED)
    only_added = {table for (table,) in cursor.fetchall()}
    cursor.execute(EVERYTHING)
    rights = {}
    for (table,) in cursor.fetchall():
        if table in READ_ONLY:
            rights[table] = "SELECT"
        elif table in MOVED:
            rights[table] = "SELECT, UPDATE"
        elif table in only_added:
            rights[table] = "SELECT, INSERT"
        else:
            rights[table] = "SELECT, INSERT, UPDATE, DELETE"
    return rights
