"""Addresses of this app. Every part of a case file lies below the address of its case."""

from django.urls import include, path

from .views import documents, emergency, file, lists, papers, profile

app_name = "cases"

file_of_a_case = [
    path("", file.summary, name="detail"),
    path("riwayat/", file.history, name="history"),
    path("petugas/", file.assign, name="assign"),
    path("identitas/", profile.reveal, name="reveal"),
    path("identitas/tutup/", profile.conceal, name="conceal"),
    path("tutup-dari/", file.seal, name="seal"),
    path("tutup-dari/<uuid:seal_pk>/buka/", file.lift_seal, name="lift_seal"),
    path("langkah/<slug:name>/", file.step, name="step"),
    path("profil/", profile.profile, name="profile"),
    path("profil/anak/baru/", profile.add_child, name="add_child"),
    path("profil/anak/<uuid:child_pk>/", profile.change_child, name="change_child"),
    path("profil/orang/baru/", papers.add_person, name="add_person"),
    path("profil/orang/<uuid:person_pk>/", profile.change_person, name="change_person"),
    path("profil/persetujuan/baru/", papers.add_consent, name="add_consent"),
    path(
        "profil/persetujuan/<uuid:consent_pk>/tarik/",
        profile.withdraw_consent,
        name="withdraw_consent",
    ),
    path("asesmen/", papers.assessments, name="assessments"),
    path("asesmen/baru/", papers.add_assessment, name="add_assessment"),
    path("rencana/", papers.plan, name="plan"),
    path("rencana/baru/", papers.add_goal, name="add_goal"),
    path("rencana/<uuid:goal_pk>/", papers.change_goal, name="change_goal"),
    path("rencana/<uuid:goal_pk>/hasil/", papers.set_goal_result, name="goal_result"),
    path("bantuan/", papers.aid, name="aid"),
    path("bantuan/baru/", papers.add_aid, name="add_aid"),
    path("layanan/baru/", papers.add_service, name="add_service"),
    path("catatan/baru/", papers.add_note, name="add_note"),
    path("dokumen/", documents.documents, name="documents"),
    path("dokumen/baru/", documents.add_document, name="add_document"),
    path("dokumen/<uuid:document_pk>/unduh/", documents.download, name="download"),
    path("dokumen/<uuid:document_pk>/asli/", documents.original, name="original"),
]
urlpatterns = [
    path("petugas/akses-darurat/", emergency.ask, name="emergency"),
    path("petugas/akses-darurat/tinjauan/", emergency.reviews, name="emergency_reviews"),
    path("petugas/akses-darurat/tinjauan/<uuid:pk>/", emergency.review, name="emergency_review"),
    path("petugas/kasus/", lists.case_list, name="list"),
    path("petugas/kasus/<uuid:pk>/", include(file_of_a_case)),
]
