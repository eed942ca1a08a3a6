"""Addresses of this app."""

from django.urls import path

from .views import incoming, outgoing

app_name = "referrals"
urlpatterns = [
    path("petugas/rujukan/", outgoing.referral_list, name="list"),
    path("petugas/rujukan/masuk/", incoming.incoming_list, name="incoming"),
    path("petugas/rujukan/masuk/catat/", incoming.incoming_new, name="incoming_new"),
    path("petugas/rujukan/masuk/<uuid:pk>/", incoming.incoming_detail, name="incoming_detail"),
    path(
        "petugas/rujukan/masuk/<uuid:pk>/langkah/<slug:slug>/",
        incoming.incoming_step,
        name="incoming_step",
    ),
    path("petugas/rujukan/masuk/<uuid:pk>/identitas/", incoming.reveal, name="reveal"),
    path("petugas/rujukan/masuk/<uuid:pk>/identitas/tutup/", incoming.conceal, name="conceal"),
    path("petugas/rujukan/masuk/<uuid:pk>/tutup-dari/", incoming.seal, name="seal_incoming"),
    path(
        "petugas/rujukan/masuk/<uuid:pk>/tutup-dari/<uuid:seal_pk>/buka/",
        incoming.lift_seal,
        name="lift_seal",
    ),
    path("petugas/rujukan/<uuid:pk>/", outgoing.detail, name="detail"),
    path("petugas/rujukan/<uuid:pk>/ubah/", outgoing.edit, name="edit"),
    path("petugas/rujukan/<uuid:pk>/alihkan/", outgoing.hand_over, name="hand_over"),
    path("petugas/rujukan/<uuid:pk>/surat.pdf", outgoing.letter, name="letter"),
    path("petugas/rujukan/<uuid:pk>/langkah/<slug:slug>/", outgoing.step, name="step"),
    path("petugas/kasus/<uuid:case_pk>/rujukan/", outgoing.case_tab, name="case_tab"),
    path("petugas/kasus/<uuid:case_pk>/rujukan/baru/", outgoing.new, name="new"),
]
