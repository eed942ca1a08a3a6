"""Addresses of one's own account. Names are allauth's, which asks for them by name."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from django.urls import path

from . import factor_views as ours
from . import views

AKUN = "petugas/akun/"
urlpatterns = [
    path("masuk/faktor-kedua/", ours.second_half, name="mfa_authenticate"),
    path(f"{AKUN}sandi/", account.password_change, name="account_change_password"),
    path(f"{AKUN}konfirmasi/", account.reauthenticate, name="account_reauthenticate"),
    path(f"{AKUN}konfirmasi/kode/", factor.reauthenticate, name="mfa_reauthenticate"),
    path(f"{AKUN}konfirmasi/kunci/", ours.confirm_with_key, name="mfa_reauthenticate_webauthn"),
    path(f"{AKUN}keamanan/", views.security, name="mfa_index"),
    path(f"{AKUN}aplikasi-kode/", ours.activate_app, name="mfa_activate_totp"),
    path(f"{AKUN}aplikasi-kode/lepas/", ours.remove_app, name="mfa_deactivate_totp"),
    path(f"{AKUN}kode-cadangan/", ours.recovery_codes, name="mfa_view_recovery_codes"),
    path(f"{AKUN}kode-cadangan/baru/", ours.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path(f"{AKUN}kunci/tambah/", ours.add_key, name="mfa_add_webauthn"),
    path(f"{AKUN}kunci/<int:pk>/lepas/", ours.remove_key, name="mfa_remove_webauthn"),
    path(f"{AKUN}perangkat/", views.sessions, name="account_sessions"),
    path(f"{AKUN}perangkat/keluarkan/", views.session_end, name="account_session_end"),
    path(f"{AKUN}isian/", views.unsent_form, name="account_kept_form"),
]
