"""Who may open which address. The one table; an address without a row fails the build.

A row names those for whom the page exists. To everybody else it does not: a person who is signed in
gets the 404 of a page that never was, a visitor the way to sign in, whatever the method.
"""

#: Everyone who signs in, by role and by their relation to the case in `world`.
INTAKE, OFFICER, HEAD, AUDITOR, ADMIN = "intake", "data officer", "head", "auditor", "admin"
HANDLER, OTHER = "assigned worker", "other worker"
#: Handles the case and leads the office, but is sealed from the case and from its complaint.
SEALED_HANDLER, SEALED_HEAD = "sealed worker", "sealed head"
STAFF = frozenset({INTAKE, OFFICER, HEAD, AUDITOR, ADMIN, HANDLER, OTHER})
VISITOR, HOLDER, DEACTIVATED = "visitor", "receipt holder", "deactivated"
OUTSIDE = frozenset({VISITOR, HOLDER, DEACTIVATED})
EVERYBODY = STAFF | OUTSIDE

WORKERS = frozenset({HANDLER, OTHER})
READERS = frozenset({HANDLER, HEAD})
WRITER = frozenset({HANDLER})
DESK = frozenset({INTAKE, OFFICER, HEAD}) | WORKERS
REPORTS = frozenset({HEAD, OFFICER, AUDITOR})
ANSWERERS = frozenset({HEAD, OFFICER})
#: The complaint behind the case: officers and the head, and the worker who carries it.
COMPLAINT = frozenset({INTAKE, HEAD, HANDLER})
SETTERS = frozenset({HEAD})
KEEPERS = frozenset({HEAD, ADMIN})

ROWS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            "public:landing",
            "public:about",
            "public:privacy",
            "public:contact",
            "public:accessibility",
            "complaints:report",
            "complaints:report_first",
            "complaints:report_step",
            "complaints:report_check",
            "complaints:report_sent",
            "complaints:leave",
            "complaints:left",
            "complaints:track",
            "complaints:follow",
            "reports:check",
            "reports:statistics",
            "reports:statistics_year",
            "reports:info_request",
            "reports:info_request_check",
            "reports:info_request_sent",
            "reports:info_request_track",
            "reports:info_request_object",
            "account_login",
        ),
        EVERYBODY,
    ),
    "account_logout": STAFF,
    "account_change_password": STAFF,
    "desk:home": STAFF,
    "desk:approvals": SETTERS,
    "desk:search": STAFF,
    "cases:list": READERS | WORKERS,
    "cases:detail": READERS,
    "cases:history": READERS,
    "cases:assign": SETTERS,
    "cases:step": READERS,
    "cases:profile": READERS,
    "cases:add_child": WRITER,
    "cases:change_child": WRITER,
    "cases:add_person": WRITER,
    "cases:change_person": WRITER,
    "cases:add_consent": WRITER,
    "cases:withdraw_consent": WRITER,
    "cases:assessments": READERS,
    "cases:add_assessment": WRITER,
    "cases:plan": READERS,
    "cases:add_goal": WRITER,
    "cases:change_goal": WRITER,
    "cases:goal_result": WRITER,
    "cases:aid": READERS,
    "cases:add_aid": WRITER,
    "cases:add_service": WRITER,
    "cases:add_note": WRITER,
    "cases:documents": READERS,
    "cases:add_document": WRITER,
    "cases:download": READERS,
    "complaints:queue": frozenset({INTAKE, HEAD}) | WORKERS,
    "complaints:intake": frozenset({INTAKE}) | WORKERS,
    "complaints:intake_hints": frozenset({INTAKE}) | WORKERS,
    "complaints:detail": COMPLAINT,
    "complaints:receipt": COMPLAINT - {HEAD},
    "complaints:message": COMPLAINT,
    "complaints:police": COMPLAINT - {HANDLER},
    "complaints:step": frozenset({HEAD}),
    "referrals:list": frozenset({INTAKE, HEAD}) | WORKERS,
    "referrals:incoming": frozenset({INTAKE, HEAD}) | WORKERS,
    "referrals:incoming_new": frozenset({INTAKE, HEAD}),
    "referrals:incoming_detail": frozenset({INTAKE, HEAD}),
    "referrals:incoming_step": frozenset({HEAD}),
    "referrals:detail": READERS,
    "referrals:edit": WRITER,
    "referrals:hand_over": SETTERS,
    "referrals:letter": READERS,
    "referrals:step": READERS,
    "referrals:case_tab": READERS,
    "referrals:new": WRITER,
    "monitoring:list": READERS | WORKERS,
    "monitoring:visit": READERS,
    "monitoring:step": WRITER,
    "monitoring:case_tab": READERS,
    "monitoring:record": WRITER,
    "monitoring:schedule": WRITER,
    "monitoring:evaluate": WRITER,
    "monitoring:meetings": ANSWERERS | WORKERS,
    "monitoring:meeting": ANSWERERS | WORKERS,
    "monitoring:meeting_new": ANSWERERS,
    "reports:dashboard": ANSWERERS,
    "reports:preview": REPORTS,
    "reports:issue": REPORTS,
    "reports:info_requests": ANSWERERS,
    "reports:info_request_new": frozenset({OFFICER}),
    "reports:info_request_receipt": frozenset({OFFICER}),
    "reports:info_request_detail": ANSWERERS,
    "reports:info_request_step": frozenset({OFFICER}),
    "workflow:limits": KEEPERS,
    "workflow:limit": KEEPERS,
    "workflow:limit_reset": KEEPERS,
    "workflow:calendar": KEEPERS,
    "workflow:day_new": KEEPERS,
    "workflow:day_remove": KEEPERS,
    "workflow:partners": KEEPERS,
    "workflow:partner_new": KEEPERS,
    "workflow:partner": KEEPERS,
    "workflow:figures": SETTERS,
    "workflow:figure_new": SETTERS,
    "workflow:figure": SETTERS,
    **dict.fromkeys(
        (
            "workflow:staff",
            "workflow:staff_new",
            "workflow:staff_password_shown",
            "workflow:staff_member",
            "workflow:staff_deactivate",
            "workflow:staff_activate",
            "workflow:staff_password",
        ),
        frozenset({ADMIN}),
    ),
}
