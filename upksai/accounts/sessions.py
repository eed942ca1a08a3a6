"""Where sessions are kept: contents sealed, keys as fingerprints.

They hold receipt codes until shown, and first passwords. Who reads the database can neither read
what a session holds nor take it over; one that does not open is empty.
"""

from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from .sealing import SealBroken, fingerprint, seal, unseal

PURPOSE = "session"


class SessionStore(db.SessionStore):
    """Django's sessions in the database, made unreadable there."""

    @property
    def row_key(self) -> str:
        """Under what this session stands in the database."""
        return fingerprint(self.session_key or "", PURPOSE)

    def exists(self, session_key):
        return self.model.objects.filter(session_key=fingerprint(session_key, PURPOSE)).exists()

    def load(self):
        row = self.model.objects.filter(
            session_key=self.row_key, expire_date__gt=timezone.now()
        ).first()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row.session_data)

    def delete(self, session_key=None):
        key = session_key or self.session_key
        if key:
            self.model.objects.filter(session_key=fingerprint(key, PURPOSE)).delete()

    def encode(self, session_dict):
        return seal(self.serializer().dumps(session_dict), PURPOSE, self.row_key)

    def decode(self, session_data):
        try:
            return self.serializer().loads(unseal(session_data, PURPOSE, self.row_key))
        except SealBroken:
            return {}

    def create_model_instance(self, data: dict[str, Any]):
        return self.model(
            session_key=self.row_key,
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
        )
