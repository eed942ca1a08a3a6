"""Members of the team, for tests."""

import factory

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
