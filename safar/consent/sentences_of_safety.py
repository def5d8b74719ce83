"""The sentences of refusals for the safety of a place and of who interprets: advisories, interpreters, recordings."""

from django.utils.translation import gettext_lazy as _

OF_SAFETY = {
    "v3_language_not_understood": _(
        "The language used is none that this person is known to understand, and nobody interpreted. Use a language they"
        " understand, or name the interpreter. If they do understand it, write that down with the person."
    ),
    "v3_recording_missing": _("There is no recording of the information pack that was used. Read it aloud instead."),
    "v18_halt": _(
        "Return to %(place)s is halted by an advisory. Nobody leaves for there until it is lifted or they choose"
        " another place."
    ),
    "v18_not_told": _(
        "An advisory about %(place)s concerns this person. Tell them of it in their language and write that down;"
        " then ask what they wish."
    ),
    "v18_not_asked": _(
        "An advisory about %(place)s names some kinds of people. Ask this person alone whether one of them fits, and"
        " write down the answer."
    ),
    "v18_issued_by": _("Only a protection officer or a programme manager issues an advisory. Ask one."),
    "v18_lifted_by": _("An advisory is lifted by the office that issued it or by an office above. Ask them."),
    "v18_lifted_before": _("An advisory cannot end before it was issued. Check the time."),
    "v18_from_now_on": _("An advisory begins now or earlier. Issue it on the day from which it is to hold."),
    "v18_lift_it": _(
        "This hold comes from an advisory that still stands. It ends when the advisory is lifted, or when the person"
        " chooses another place."
    ),
    "v18_told_before": _("That moment lies before the advisory. Check when the person was told."),
    "v18_told_in_a_language": _(
        "That is no language this person is known to understand. Tell them in one of theirs, with an interpreter."
    ),
    "v18_level": _("Say how strong the advisory is: information, caution or halt."),
    "v18_reason_and_source": _("Write why, and where it is known from."),
    "v18_country": _("Choose the country that the advisory is about."),
    "v18_profiles_known": _("Choose the kinds of people from the list."),
    "v18_dates_in_order": _("The last day lies before the first. Check both."),
    "v18_words": _("Write the words that are to be said."),
    "v18_lifted_with_reason": _("Write why the advisory is lifted: people will ask."),
    "v18_told_how": _("Say in which language and by which way the person was told."),
    "v18_profile_told": _("Choose a kind of people from the list."),
    "consent_advisorylifting_advisory_id_key": _("This advisory has been lifted already."),
    "consent_advisorytold_telling_id_key": _("Somebody has told this person already. Read the list again."),
    "v21_not_in_register": _(
        "The interpreter %(name)s is not in the register. Enter the name and that they are of age and of no authority."
    ),
    "v21_no_such_number": _(
        "Nobody in your register has the number %(number)s. Look it up under Interpreters, or write the name."
    ),
    "v21_interpreter_child": _(
        "Interpreter %(number)s is not certainly of age. A child never interprets. Find another."
    ),
    "v21_interpreter_authority": _(
        "Interpreter %(number)s works for an authority. Find somebody who does not, and hold the talk again."
    ),
    "v21_interpreter_family": _(
        "Interpreter %(number)s belongs to the family of somebody on this journey. Find somebody who does not."
    ),
    "v21_interpreter_conflict": _(
        "Interpreter %(number)s may not interpret for somebody on this journey: see what is noted in the register."
    ),
    "v21_refused_by_person": _(
        "The person did not want interpreter %(number)s. No reason is asked: find another and ask again."
    ),
    "v21_unfit": _(
        "Interpreter %(number)s was found unfit. Ask the person again alone through another, or let them declare again."
    ),
    "v21_ask_through_another": _(
        "This hold ends when the person was asked again through another interpreter, or has declared again."
    ),
    "v21_booked_already": _("Interpreter %(number)s is booked at that time. Choose another time or another person."),
    "v21_not_to_be_booked": _(
        "Interpreter %(number)s was found unfit or does not work for us then. Choose another one."
    ),
    "v21_unfit_under_another_number": _(
        "Interpreter %(number)s, who was found unfit, bears this name or is this person. If it is somebody else, ask a"
        " protection officer to enter them."
    ),
    "v21_found_by": _("A protection officer or a programme manager finds an interpreter unfit. Ask one."),
    "v21_interpreter_has_a_name": _("Write the interpreter's name."),
    "v21_finding_has_a_reason": _("Write why: those who ask the people again need to know."),
    "v21_unfit_before_found": _("The day from which they are unfit lies in the future. Check it."),
    "consent_interpreter_gender": _("Choose woman, man or other, or leave it empty."),
    "consent_conflict_kind": _("Choose what stands against it."),
    "consent_conflict_about_somebody": _("Say for whom they may not interpret."),
    "consent_interpreter_office_once": _("That office may book this interpreter already."),
    "consent_interpreter_language_once": _("That language is on file already for this interpreter."),
    "consent_booking_times_in_order": _("The end lies before the beginning. Check both times."),
    "consent_booking_one_interpreter": _("This meeting has an interpreter already."),
    "consent_audio_whole": _("Choose a sound file and say whose voice it is."),
    "consent_audio_kind": _("The file is no sound we can play. Save it as OGG, MP3, M4A or WAV and try again."),
    "consent_audio_too_large": _(
        "The file is larger than %(megabytes)s MB. Save it in a smaller quality and try again."
    ),
}
