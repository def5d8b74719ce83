"""Addresses of the staff and office pages."""

from django.urls import path

from safar.accounts.web import glass, offices, readings, staff, views

app_name = "accounts"
urlpatterns = [
    path("language", views.choose_language, name="language"),
    path("staff", staff.staff_list, name="staff"),
    path("staff/add", staff.add, name="add_user"),
    path("staff/<int:user_id>", staff.account, name="account"),
    path("staff/<int:user_id>/post", staff.post, name="post_user"),
    path("staff/<int:user_id>/password", staff.new_password, name="new_password"),
    path("staff/<int:user_id>/close", staff.close, name="close_account"),
    path("readings", readings.reading_log, name="readings"),
    path("opened-to-save-a-life", glass.openings, name="glass"),
    path("opened-to-save-a-life/<uuid:glass_id>/review", glass.review, name="review_glass"),
    path("opened-to-save-a-life/<uuid:glass_id>/told", glass.told, name="told_glass"),
    path("opened-to-save-a-life/<uuid:glass_id>/end", glass.end, name="end_glass"),
    path("offices", offices.office_tree, name="offices"),
    path("offices/add", offices.add, name="add_office"),
    path("offices/<int:office_id>/telephone", offices.telephone, name="telephone"),
]
