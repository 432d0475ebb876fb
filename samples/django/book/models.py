from django.db import models


class Entry(models.Model):
    name = models.CharField(max_length=80)
    message = models.CharField(max_length=500)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "entries"
        ordering = ["-id"]
