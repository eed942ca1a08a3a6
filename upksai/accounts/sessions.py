"""Where sessions are kept: contents sealed, keys as fingerprints, and whose session it is.

Who reads the database can neither read what a session holds nor take it over.
"""

from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from .sealing import SealBroken, fingerprint, seal, unseal

PURPOSE = "session"
#: What a session remembers of its beginning.
SIGNED_IN_AT, BROWSER = "signed_in_at", "browser"


class SessionStore(db.SessionStore):
    """Django's sessions in the database, made unreadable there."""

    #: When this session was last used by a person, as its row says.
    seen_at: datetime | None = None

    @classmethod
    def get_model_class(cls):
        # The model is known only once the apps are loaded.
        from .models import StaffSession  # noqa: PLC0415

        return StaffSession

    @property
    def row_key(self) -> str:
        """Under what this session stands in the database."""
        return fingerprint(self.session_key or "", PURPOSE)

    def exists(self, session_key):
        return self.model.objects.filter(session_key=fingerprint(session_key, PURPOSE)).exists()

    def load(self):
        row = (
            self.get_model_class()
            .objects.filter(session_key=self.row_key, expire_date__gt=timezone.now())
            .first()
        )
        if row is None:
            self._session_key = None
            return {}
        self.seen_at = row.seen_at
        return self.decode(row.session_data)

    def create(self):
        # A new key is a new beginning: at sign-in, and after a session has ended.
        self.seen_at = None
        super().create()

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
        person = data.get(SESSION_KEY)
        if person and SIGNED_IN_AT not in data:
            data[SIGNED_IN_AT] = timezone.now().isoformat()
        began = data.get(SIGNED_IN_AT)
        return self.get_model_class()(
            session_key=self.row_key,
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            user_id=int(person) if person else None,
            started_at=datetime.fromisoformat(began) if began else None,
            seen_at=self.seen_at or timezone.now(),
            browser=data.get(BROWSER, ""),
        )
