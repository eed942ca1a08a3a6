"""Every address of the system. Staff pages lie below /petugas/; all else is public."""

from allauth.account import views as account
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

urlpatterns = [
    path("", include("upksai.ui.urls")),
    path("masuk/", login_not_required(account.login), name="account_login"),
    path("keluar/", account.logout, name="account_logout"),
    path("", include("upksai.accounts.urls")),
    path("petugas/", include("upksai.desk.urls")),
    path("petugas/pengaturan/", include("upksai.workflow.urls")),
    path("", include("complaints.urls")),
    path("", include("cases.urls")),
    path("", include("referrals.urls")),
    path("", include("monitoring.urls")),
    path("", include("reports.urls")),
]
handler400 = "upksai.ui.views.bad_request"
handler403 = "upksai.ui.views.not_allowed"
handler404 = "upksai.ui.views.not_found"
handler500 = "upksai.privacy.views.failed"
