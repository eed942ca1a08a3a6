"""Addresses of complaints: /lapor/ and /lacak/ for citizens, the rest for the office."""

from django.urls import include, path

from .views import intake, queue, record, report, track, vault

app_name = "complaints"

reporting = [
    path("", report.start, name="report"),
    path("1/", report.first_step, name="report_first"),
    path("<int:number>/", report.step, name="report_step"),
    path("5/periksa/", report.check, name="report_check"),
    path("terkirim/", report.sent, name="report_sent"),
    path("hapus-jejak/", report.leave, name="leave"),
    path("selesai/", report.left, name="left"),
    path("keluar-cepat/", report.quick_exit, name="quick_exit"),
]
tracking = [
    path("", track.enter, name="track"),
    path("laporan/", track.follow, name="follow"),
]
office = [
    path("", queue.queue, name="queue"),
    path("catat/", intake.intake, name="intake"),
    path("catat/kemungkinan-sama/", intake.hints, name="intake_hints"),
    path("<uuid:pk>/", record.detail, name="detail"),
    path("<uuid:pk>/tanda-terima/", intake.receipt, name="receipt"),
    path("<uuid:pk>/pesan/", record.message, name="message"),
    path("<uuid:pk>/polisi/", record.police, name="police"),
    path("<uuid:pk>/pelapor/", vault.ask, name="vault_ask"),
    path("identitas-pelapor/<uuid:pk>/", vault.asked, name="vault_request"),
    path("identitas-pelapor/<uuid:pk>/buka/", vault.opened, name="vault_opened"),
    path("<uuid:pk>/spam/", record.spam, name="spam"),
    path("<uuid:pk>/identitas/", record.reveal, name="reveal"),
    path("<uuid:pk>/identitas/tutup/", record.conceal, name="conceal"),
    path("<uuid:pk>/tutup-dari/", record.seal, name="seal"),
    path("<uuid:pk>/tutup-dari/<uuid:seal_pk>/buka/", record.lift_seal, name="lift_seal"),
    path("<uuid:pk>/langkah/<slug:name>/", record.step, name="step"),
]
urlpatterns = [
    path("lapor/", include(reporting)),
    path("lacak/", include(tracking)),
    path("petugas/pengaduan/", include(office)),
]
