"""Members of the team, for tests."""

import factory
from django.utils import timezone

from upksai.accounts.disclosure import reveal
from upksai.accounts.models import User
from upksai.accounts.roles import Role


class UserFactory(factory.django.DjangoModelFactory):
    """Somebody who can sign in; a social worker unless said otherwise."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"petugas{n}")
    full_name = factory.Sequence(lambda n: f"Petugas Contoh {n}")
    role = Role.WORKER
    password = factory.django.Password("contoh-upksai-2026")


def show_names(record, person):
    """Somebody opens the identity of a record, as they do on its page."""
    told = {"category": "penanganan", "reason": "Menyiapkan kunjungan."}
    return reveal(record, by=person, at=timezone.now(), **told)
