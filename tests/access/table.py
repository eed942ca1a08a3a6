"""Who may open which address, and how. The one table; an address without a row fails the build.

A row names those for whom the page exists. To everybody else it does not: who is signed in gets
the 404 of a page that never was, whatever the method; a visitor the way to sign in; who has not
shown the second factor the way to show it.
"""

#: Everyone who signs in, by role and by their relation to the case in `world`.
INTAKE, OFFICER, HEAD, AUDITOR, ADMIN = "intake", "data officer", "head", "auditor", "admin"
HANDLER, OTHER = "assigned worker", "other worker"
#: Has broken the glass of the case and may read in it for an hour.
BREAKER, INTAKE_BREAKER = "worker in an emergency", "intake in an emergency"
#: Would have the case and its papers, had they not been sealed from exactly this person.
SEALED_HANDLER, SEALED_BREAKER = "sealed worker", "sealed intake in an emergency"
SEALED_HEAD = "sealed head"
#: An intake officer, in an office where the case is strictly confidential.
STRICT_INTAKE = "intake before a strictly confidential case"
WORKERS = frozenset({HANDLER, OTHER, BREAKER, SEALED_HANDLER})
INTAKES = frozenset({INTAKE, INTAKE_BREAKER, SEALED_BREAKER, STRICT_INTAKE})
HEADS = frozenset({HEAD, SEALED_HEAD})
STAFF = WORKERS | INTAKES | HEADS | {OFFICER, AUDITOR, ADMIN}

#: Heads of the office whose session has not shown the second factor, because there is none or yet.
NO_FACTOR, UNPROVED = "without second factor", "second factor not shown"
WAITING = {NO_FACTOR: "mfa_index", UNPROVED: "mfa_reauthenticate"}
VISITOR, HOLDER, DEACTIVATED = "visitor", "receipt holder", "deactivated"
OUTSIDE = frozenset({VISITOR, HOLDER, DEACTIVATED})
EVERYBODY = STAFF | OUTSIDE | WAITING.keys()

#: The case file: its worker and the head; in an emergency a colleague, to read only.
WRITER = frozenset({HANDLER})
ANSWERABLE = frozenset({HANDLER, HEAD})
READERS = ANSWERABLE | {BREAKER, INTAKE_BREAKER}
#: The complaint behind the case: intake and the head, and the worker who carries it.
DESK = frozenset({INTAKE, INTAKE_BREAKER, HEAD})
COMPLAINT = DESK | {HANDLER}
#: Letters of partners: they are not yet about the case.
INCOMING = DESK | {STRICT_INTAKE}
#: A letter that has become the case: like a complaint, and never in an emergency.
LETTER = {
    "referrals:incoming_detail": COMPLAINT,
    "referrals:reveal": COMPLAINT,
    "referrals:seal_incoming": DESK,
    "referrals:incoming_step": frozenset({HEAD}),
}
ONLY_HEAD = frozenset({HEAD})
ONLY_ADMIN = frozenset({ADMIN})
#: Pages that tell of the case those who do not read it: intake its number, the auditor its key.
TELLING = {"complaints:detail", "complaints:message", "complaints:police", "desk:trail"}

#: What a page answers to. HEAD goes with GET; everything else is refused to everyone.
METHODS = {
    "look": {"GET"},  # nothing to send
    "form": {"GET", "POST"},  # sent empty, it changes nothing
    "button": {"GET", "POST"},  # the button is the answer
    "send": {"POST"},  # sent empty, it changes nothing
    "act": {"POST"},  # pressed on another page
    "once": {"GET"},  # shown or done by looking: codes are seen once, a visit is forgotten
}
#: What changes something without being told anything, if the page exists for the person.
CHANGES = {"button": {"POST"}, "act": {"POST"}, "once": {"GET", "HEAD"}}
#: Pages that lead to sign in also those for whom they exist.
LEADS_OUT = {"account_logout", "mfa_authenticate"}


def _rows(who: frozenset[str], **names: str):
    for kind, told in names.items():
        yield from ((name, (who, kind)) for name in told.split())


LINES = [
    *_rows(
        EVERYBODY,
        look="""public:landing public:about public:privacy public:contact public:accessibility
            reports:statistics reports:statistics_year reports:release_csv
            reports:release_json""",
        once="complaints:quick_exit",
        act="complaints:leave",
        button="account_logout",
        form="""complaints:report complaints:report_first complaints:report_step
            complaints:report_check complaints:report_sent complaints:left complaints:track
            complaints:follow reports:check reports:info_request reports:info_request_check
            reports:info_request_sent reports:info_request_track account_login mfa_authenticate""",
        send="reports:info_request_object",
    ),
    # One's own account.
    *_rows(STAFF | {NO_FACTOR}, look="mfa_index"),
    *_rows(STAFF | {NO_FACTOR}, form="mfa_activate_totp mfa_add_webauthn account_reauthenticate"),
    *_rows(STAFF | {UNPROVED}, form="mfa_reauthenticate mfa_reauthenticate_webauthn"),
    *_rows(
        STAFF,
        look="account_sessions",
        once="mfa_view_recovery_codes",
        form="account_change_password account_kept_form",
        button="mfa_deactivate_totp mfa_generate_recovery_codes",
        act="account_session_end",
    ),
    *_rows(frozenset(), button="mfa_remove_webauthn"),  # somebody else's passkey
    # The desk.
    *_rows(STAFF, look="desk:home", form="desk:search"),
    *_rows(HEADS, look="desk:approvals", form="desk:account"),
    *_rows(frozenset({AUDITOR}), look="desk:trail"),
    *_rows(HEADS | {ADMIN}, look="desk:team", button="desk:leaver"),
    # Cases.
    *_rows(WORKERS | HEADS, form="cases:list"),
    *_rows(
        READERS,
        form="""cases:detail cases:history cases:profile cases:reveal cases:assessments cases:plan
            cases:aid cases:documents cases:download""",
        look="""referrals:detail referrals:letter referrals:case_tab monitoring:visit
            monitoring:case_tab""",
        act="cases:conceal",
    ),
    *_rows(ANSWERABLE, form="cases:seal cases:original monitoring:step"),
    *_rows(ONLY_HEAD, form="cases:assign", button="cases:lift_seal referrals:hand_over"),
    *_rows(
        WRITER,
        form="""cases:add_child cases:change_child cases:add_person cases:change_person
            cases:add_consent cases:withdraw_consent cases:add_assessment cases:add_goal
            cases:change_goal cases:goal_result cases:add_aid cases:add_service cases:add_note
            cases:add_document referrals:new referrals:edit monitoring:record monitoring:schedule
            monitoring:evaluate cases:step referrals:step""",
    ),
    *_rows(WORKERS | INTAKES, form="cases:emergency"),
    *_rows(HEADS | {AUDITOR}, look="cases:emergency_reviews"),
    *_rows(ONLY_HEAD, form="cases:emergency_review"),
    # Complaints.
    *_rows(WORKERS | INTAKES | HEADS, form="complaints:queue"),
    *_rows(WORKERS | INTAKES, form="complaints:intake", send="complaints:intake_hints"),
    *_rows(
        COMPLAINT,
        form="complaints:detail complaints:message complaints:reveal complaints:seal",
    ),
    *_rows(COMPLAINT, act="complaints:conceal"),
    *_rows(COMPLAINT - HEADS, form="complaints:receipt"),
    *_rows(
        DESK,
        form="complaints:police complaints:vault_ask complaints:vault_request",
        button="complaints:spam complaints:vault_opened",
    ),
    *_rows(ONLY_HEAD, form="complaints:step", button="complaints:lift_seal"),
    # Referrals and monitoring.
    *_rows(WORKERS | INTAKES | HEADS, look="referrals:list referrals:incoming"),
    *_rows(INTAKES | HEADS, form="referrals:incoming_new"),
    *_rows(INCOMING, look="referrals:incoming_detail", act="referrals:conceal"),
    *_rows(INCOMING, form="referrals:reveal referrals:seal_incoming"),
    *_rows(ONLY_HEAD, form="referrals:incoming_step", button="referrals:lift_seal"),
    *_rows(WORKERS | HEADS, look="monitoring:list"),
    *_rows(WORKERS | HEADS | {OFFICER}, look="monitoring:meetings monitoring:meeting"),
    *_rows(HEADS | {OFFICER}, form="monitoring:meeting_new"),
    # Data and reports.
    *_rows(
        HEADS | {OFFICER},
        look="reports:dashboard reports:info_requests reports:info_request_detail",
    ),
    *_rows(
        HEADS | {OFFICER, AUDITOR},
        look="reports:preview reports:stat_releases reports:stat_release",
        form="reports:stat_plan",
        send="reports:issue",
    ),
    *_rows(HEADS, form="reports:stat_step"),
    *_rows(
        frozenset({OFFICER}),
        form="reports:stat_new",
        button="reports:stat_correct",
        act="reports:stat_renew",
    ),
    *_rows(frozenset({OFFICER}), look="reports:info_request_receipt"),
    *_rows(frozenset({OFFICER}), form="reports:info_request_new reports:info_request_step"),
    # Settings.
    *_rows(
        HEADS | {ADMIN},
        look="workflow:limits workflow:calendar workflow:partners",
        form="workflow:limit workflow:day_new workflow:partner_new workflow:partner",
        button="workflow:limit_reset workflow:day_remove",
    ),
    *_rows(HEADS, look="workflow:figures", form="workflow:figure_new workflow:figure"),
    *_rows(
        ONLY_ADMIN,
        look="workflow:staff",
        form="workflow:staff_new workflow:staff_member",
        button="""workflow:staff_deactivate workflow:staff_activate workflow:staff_password
            workflow:staff_lost_factor""",
    ),
    *_rows(HEADS | {ADMIN}, look="workflow:staff_password_shown"),
    *_rows(STAFF - {AUDITOR}, look="workflow:vouching", button="workflow:vouch"),
]
ROWS: dict[str, tuple[frozenset[str], str]] = dict(LINES)
