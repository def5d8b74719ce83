"""What may come of an attempt to reach somebody: a message was left."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_columns")]
    operations = [
        migrations.RemoveConstraint("contactattempt", "cases_contactattempt_outcome_known"),
        migrations.AddConstraint(
            "contactattempt",
            models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["reached", "no_answer", "wrong_number", "someone_else", "message_left"])
                ),
                name="cases_contactattempt_outcome_known",
            ),
        ),
    ]
