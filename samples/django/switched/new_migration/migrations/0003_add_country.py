from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("book", "0002_welcome_entry")]
    operations = [migrations.RunSQL("ALTER TABLE entries ADD COLUMN country VARCHAR(80)", migrations.RunSQL.noop)]
