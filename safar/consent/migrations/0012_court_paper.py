"""The court whose paper stands for a parent who cannot be found."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column more."""

    dependencies = [("consent", "0011_on_paper")]
    operations = [
        migrations.AddField(
            model_name="parentalconsent",
            name="court",
            field=models.TextField(default=""),
        )
    ]
