from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("book", "0002_welcome_entry")]
    operations = [
        migrations.RunSQL("CREATE TABLE half_done (id INTEGER PRIMARY KEY)"),
        migrations.RunSQL("INSERT INTO no_such_table VALUES (1)"),
    ]
