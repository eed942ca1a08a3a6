"""Uploaded files stay in memory: nothing that was sent touches the disk before it is sealed."""

from functools import cached_property
from importlib import import_module
from io import BytesIO

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class InMemoryOnly(FileUploadHandler):
    """Keeps files of people who have signed in; forgets those of others; refuses huge ones."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803 -- Django's
        """Turn away what is too big before anything of it is read."""
        if content_length > settings.LARGEST_REQUEST:
            raise RequestDataTooBig

    def new_file(self, *args, **kwargs):
        """Only those who have signed in send files, so nobody else's take up memory."""
        super().new_file(*args, **kwargs)
        if not self.is_signed_in:
            raise SkipFile
        self.held = BytesIO()

    @cached_property
    def is_signed_in(self) -> bool:
        """Whether the cookie is that of a session in which somebody has signed in.

        Forms are read before any page knows whose they are, so the session is looked up here.
        """
        key = self.request.COOKIES.get(settings.SESSION_COOKIE_NAME) if self.request else None
        store = import_module(settings.SESSION_ENGINE).SessionStore
        return key is not None and SESSION_KEY in store(key)

    def receive_data_chunk(self, raw_data, start):
        """Hold what has come, and pass nothing on."""
        self.held.write(raw_data)

    def file_complete(self, file_size):
        """The file as the form gets it. Its name says what it claims to be, and is then dropped."""
        return InMemoryUploadedFile(
            file=BytesIO(self.held.getvalue()),  # of this length, so that reading it copies nothing
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
