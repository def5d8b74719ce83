"""The words of referrals."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safar.cases.types import ReferralKind, ReferralOutcome, SharedField

REFERRAL_KIND: dict[str, str | Promise] = {
    ReferralKind.SHELTER: _("shelter"),
    ReferralKind.CLINIC: _("clinic or hospital"),
    ReferralKind.LAWYER: _("lawyer or legal advice"),
    ReferralKind.UN_AGENCY: _("United Nations agency"),
    ReferralKind.PARTNER_OFFICE: _("office of a partner"),
    ReferralKind.PSYCHOSOCIAL: _("psychosocial support"),
    ReferralKind.AUTHORITY_FOR_VICTIMS: _("service that identifies victims of trafficking"),
    ReferralKind.OTHER: _("somebody else"),
}
SHARED_FIELD: dict[str, str | Promise] = {
    SharedField.NAME: _("name"),
    SharedField.ALIAS: _("alias"),
    SharedField.CONTACT: _("a safe way to reach them"),
    SharedField.LANGUAGE: _("language"),
    SharedField.AGE_AND_SEX: _("age and sex"),
    SharedField.FAMILY: _("who is with them"),
    SharedField.NEEDS: _("what they need"),
    SharedField.HEALTH: _("health, as far as the help needs it"),
    SharedField.LEGAL_SITUATION: _("their legal situation"),
    SharedField.STORY: _("what happened to them, in their own words"),
}
REFERRAL_OUTCOME: dict[str, str | Promise] = {
    ReferralOutcome.ACKNOWLEDGED: _("they take the person"),
    ReferralOutcome.DECLINED: _("they declined"),
    ReferralOutcome.SERVED: _("the person was helped"),
    ReferralOutcome.NOT_SERVED: _("the person was not helped"),
    ReferralOutcome.STOPPED: _("the person does not want it any more"),
}
