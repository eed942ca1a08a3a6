"""Which pages each role works with: the sidebar, and the bar at the foot of a phone."""

from django.utils.translation import gettext_lazy as _

from upksai.accounts.roles import Role
from upksai.accounts.vouching import COLLEAGUES
from upksai.ui.menu import Group, Item

WORK = Item("desk:home", "house", _("Pekerjaan saya"), exact=True)
COMPLAINTS = Item("complaints:queue", "message-square-warning", _("Pengaduan"))
INTAKE = Item("complaints:intake", "plus", _("Catat"))
CASES = Item("cases:list", "folder", _("Kasus"))
REFERRALS = Item("referrals:list", "arrow-left-right", _("Rujukan"))
MONITORING = Item("monitoring:list", "clipboard-check", _("Monitoring"))
MEETINGS = Item("monitoring:meetings", "users", _("Rapat"))
APPROVALS = Item("desk:approvals", "list-checks", _("Persetujuan"))
DASHBOARD = Item("reports:dashboard", "chart-column", _("Dasbor kinerja"))
REPORTS = Item("reports:preview", "file-text", _("Laporan"))
REQUESTS = Item("reports:info_requests", "database", _("Permintaan data"))
STATISTICS = Item("reports:stat_releases", "chart-pie", _("Statistik terbit"))
TRAIL = Item("desk:trail", "list-checks", _("Jejak"))
SEARCH = Item("desk:search", "search", _("Cari"))
LIMITS = Item("workflow:limits", "timer", _("Batas waktu"))
CALENDAR = Item("workflow:calendar", "calendar-days", _("Kalender kerja"))
PARTNERS = Item("workflow:partners", "building-2", _("Lembaga mitra"))
FIGURES = Item("workflow:figures", "target", _("Target dan PPKS"))
EMERGENCY = Item("cases:emergency", "siren", _("Akses darurat"))
REVIEWS = Item("cases:emergency_reviews", "siren", _("Akses darurat"))
STAFF = Item("workflow:staff", "user-cog", _("Petugas"))
LEAVERS = Item("desk:team", "user-minus", _("Petugas berhenti"))
PASSWORD = Item("account_change_password", "key-round", _("Ganti kata sandi"))
SECOND_FACTOR = Item("mfa_index", "shield-check", _("Faktor kedua"))
DEVICES = Item("account_sessions", "monitor-smartphone", _("Perangkat yang masuk"))
VOUCHING = Item("workflow:vouching", "handshake", _("Menjamin rekan"))

SETTINGS = Group(_("Pengaturan"), [LIMITS, CALENDAR, PARTNERS, FIGURES, LEAVERS])

SIDEBAR: dict[str, list[Group]] = {
    Role.INTAKE: [
        Group(_("Kerja"), [WORK, COMPLAINTS, REFERRALS]),
        Group(_("Lainnya"), [EMERGENCY]),
    ],
    Role.WORKER: [
        Group(_("Kerja"), [WORK, CASES, COMPLAINTS, REFERRALS, MONITORING]),
        Group(_("Lainnya"), [MEETINGS, EMERGENCY]),
    ],
    Role.DATA_OFFICER: [
        Group(_("Kerja"), [WORK, REQUESTS]),
        Group(_("Data dan laporan"), [STATISTICS, DASHBOARD, REPORTS, MEETINGS]),
    ],
    Role.HEAD: [
        Group(_("Pimpinan"), [DASHBOARD, APPROVALS, WORK]),
        Group(_("Kerja"), [COMPLAINTS, CASES, REFERRALS, MONITORING, MEETINGS, REVIEWS]),
        Group(_("Data dan laporan"), [STATISTICS, REPORTS, REQUESTS]),
        SETTINGS,
    ],
    Role.AUDITOR: [Group(_("Pemeriksaan"), [STATISTICS, REPORTS, TRAIL, REVIEWS])],
    Role.ADMIN: [Group(_("Pengaturan"), [STAFF, LEAVERS, LIMITS, CALENDAR, PARTNERS])],
}

PHONE_BAR: dict[str, list[Item]] = {
    Role.INTAKE: [WORK, COMPLAINTS, INTAKE, SEARCH],
    Role.WORKER: [WORK, CASES, COMPLAINTS, SEARCH],
    Role.DATA_OFFICER: [WORK, REQUESTS, REPORTS, DASHBOARD],
    Role.HEAD: [DASHBOARD, APPROVALS, CASES, REPORTS],
    Role.AUDITOR: [REPORTS, TRAIL],
    Role.ADMIN: [STAFF, LIMITS, PARTNERS],
}
#: Whoever may open records of some kind finds them; a search by anybody else would find nothing.
SEARCHERS = {Role.INTAKE, Role.WORKER, Role.DATA_OFFICER, Role.HEAD}


def menu_for(user):
    """The sidebar groups, the phone bar, the search if there is one, and one's own account."""
    role = getattr(user, "role", "")
    search = [SEARCH] if role in SEARCHERS else []
    own = [PASSWORD, SECOND_FACTOR, DEVICES, *([VOUCHING] if role in COLLEAGUES else [])]
    return SIDEBAR.get(role, []), PHONE_BAR.get(role, []), search, own
