"""Which complaints a person may see, and which wait for them."""

from django.db.models import Exists, OuterRef, Q

from cases.choices import Confidentiality, Risk
from cases.models import Assignment
from upksai.accounts.need_to_know import not_sealed_from
from upksai.workflow.models import WorkflowQuerySet

from .choices import ComplaintState
from .workflow import UNDECIDED


class ComplaintQuerySet(WorkflowQuerySet):
    def visible_to(self, user):
        """Every rule about who may see which complaint.

        The head sees all; intake officers those whose case, if there is one, is not strictly
        confidential; social workers those waiting for verification and those of their own cases;
        others see none. What is sealed from a person, or whose case is, that person does not see.
        """
        ours = self.filter(not_sealed_from(user), not_sealed_from(user, "case"))
        if user.is_head:
            return ours
        if user.is_intake:
            return ours.filter(~Q(case__confidentiality=Confidentiality.STRICT))
        if user.is_worker:
            mine = Assignment.objects.filter(case=OuterRef("case"), worker=user, until=None)
            return ours.filter(Q(state=ComplaintState.SCREENED) | Exists(mine))
        return self.none()

    def may_ask_who_reported(self, user):
        """Complaints of which officers and the head may ask to know the reporter.

        Never those whose case they carry or once carried, whatever their role is now.
        """
        if not (user.is_intake or user.is_head):
            return self.none()
        carried = Assignment.objects.filter(case=OuterRef("case"), worker=user)
        return self.visible_to(user).filter(~Exists(carried))

    def waiting_for(self, user):
        """Complaints that wait for this person, but for those that may be spam."""
        return super().waiting_for(user).filter(maybe_spam=False)

    def the_police_wait_for(self, user):
        """Reports of which officers and the head must still tell the police."""
        if user.is_head or user.is_intake:
            return self.visible_to(user).police_waiting()
        return self.none()

    def police_waiting(self):
        """Reports of sexual violence that the police have not heard of yet (UU 12/2022 art. 41)."""
        untold = self.filter(police_due_at__isnull=False, police_reported_at=None, police_note="")
        return untold.filter(maybe_spam=False)

    def undecided(self):
        """Complaints on which the head has not decided yet, but for those that may be spam."""
        return self.filter(state__in=UNDECIDED, maybe_spam=False)

    def suspected(self):
        """Undecided complaints that came in a flood; an officer looks through them."""
        return self.filter(state__in=UNDECIDED, maybe_spam=True)

    def new_to(self, user):
        """What nobody has looked at yet: for a social worker, what waits for verification."""
        state = ComplaintState.SCREENED if user.is_worker else ComplaintState.RECEIVED
        return self.visible_to(user).filter(state=state, maybe_spam=False)

    def to_decide(self):
        """Complaints the head can decide on: verified ones, and high risk at once."""
        at_once = Q(state=ComplaintState.SCREENED, risk_level=Risk.HIGH)
        return self.filter(Q(state=ComplaintState.VERIFIED) | at_once)

    def received_between(self, start, end):
        """Complaints received from `start` up to, not including, `end`."""
        return self.filter(received_at__gte=start, received_at__lt=end)
