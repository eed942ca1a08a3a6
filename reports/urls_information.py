"""Addresses of information requests: for citizens, and below /petugas/ for the office."""

from django.urls import path

from .views import information, information_desk

_OFFICE = "petugas/permintaan-data/"
_ONE = f"{_OFFICE}<uuid:pk>/"
urlpatterns = [
    path("permintaan-data/", information.ask, name="info_request"),
    path("permintaan-data/periksa/", information.check, name="info_request_check"),
    path("permintaan-data/terkirim/", information.sent, name="info_request_sent"),
    path("permintaan-data/lacak/", information.track, name="info_request_track"),
    path(
        "permintaan-data/lacak/keberatan/",
        information.object_to_answer,
        name="info_request_object",
    ),
    path(_OFFICE, information_desk.index, name="info_requests"),
    path(f"{_OFFICE}catat/", information_desk.write_down, name="info_request_new"),
    path(f"{_OFFICE}catat/tanda-terima/", information_desk.receipt, name="info_request_receipt"),
    path(_ONE, information_desk.detail, name="info_request_detail"),
    path(f"{_ONE}langkah/<slug:name>/", information_desk.step, name="info_request_step"),
]
