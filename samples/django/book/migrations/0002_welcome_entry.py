from django.db import migrations


def welcome(apps, schema_editor):
    apps.get_model("book", "Entry").objects.create(name="Slipway", message="The book is open.")


class Migration(migrations.Migration):
    dependencies = [("book", "0001_create_entries")]
    operations = [migrations.RunPython(welcome, migrations.RunPython.noop)]
