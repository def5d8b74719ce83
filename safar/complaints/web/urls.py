"""Addresses of complaints and second opinions; `id` is the complaint's, the contest's or the case's."""

from django.urls import path

from safar.complaints.web.views import answering, contesting, recording

app_name = "complaints"
urlpatterns = [
    path("complaints", recording.listed, name="list"),
    path("complaints/record", recording.record, name="record"),
    path("complaints/recorded", recording.recorded, name="recorded"),
    path("complaints/figures", recording.counted, name="figures"),
    path("complaints/case/<uuid:id>", recording.of_case, name="case"),
    path("complaints/case/<uuid:id>/record", recording.record_in_case, name="record_in_case"),
    path("complaints/<uuid:id>", answering.complaint, name="complaint"),
    path("complaints/<uuid:id>/step", answering.step, name="step"),
    path("complaints/<uuid:id>/answer", answering.answer, name="answer"),
    path("complaints/<uuid:id>/appeal", answering.appeal, name="appeal"),
    path("complaints/<uuid:id>/whom", answering.whom, name="whom"),
    path("complaints/case/<uuid:id>/contest/<slug:kind>/<uuid:refusal>", contesting.contest, name="contest"),
    path("second-opinions", contesting.listed, name="contests"),
    path("second-opinions/<uuid:id>", contesting.opinion, name="opinion"),
]
