"""What an office with Django would write: django-import-export in its bulk mode takes a list into the developers of a register.

`python -m tests.bench.django_peer LIST DATABASE`, run with the environment of `make figures`. Everything that makes it fast is
switched on; people are found by their phone, which has an index. It matches nobody by name, understands no heading and keeps no
journal.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import django
import tablib
from django.conf import settings


def main(path: str, address: str) -> None:
    """Reads and inserts; says how many went in."""
    settings.configure(
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": address}},
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "import_export"],
        USE_TZ=False,
    )
    django.setup()
    data = tablib.Dataset().load(Path(path).read_bytes(), format="xlsx")
    result = _resource()().import_data(data, dry_run=False, raise_errors=True, use_transactions=True)
    sys.stdout.write(f"{result.totals['new']} new, {result.totals['update']} known\n")


def _resource() -> type[Any]:
    """The resource over the table of developers, as its guide sets one up for large lists."""
    from django.db import models
    from import_export import fields, resources
    from import_export.instance_loaders import CachedInstanceLoader

    class Developer(models.Model):
        uid = models.CharField(max_length=26)
        created_at = models.DateTimeField()
        updated_at = models.DateTimeField()
        row_version = models.IntegerField()
        full_name = models.CharField(max_length=200)
        father_name = models.CharField(max_length=200, null=True)
        gender = models.CharField(max_length=1, null=True)
        category = models.CharField(max_length=10, null=True)
        email = models.CharField(max_length=200, null=True)
        mobile = models.CharField(max_length=20, null=True)
        roll_no = models.CharField(max_length=60, null=True)
        name_key = models.CharField(max_length=200)
        search_text = models.TextField()

        class Meta:
            app_label = "import_export"
            managed = False
            db_table = "developers"

    heads = {
        "full_name": "Student Name", "father_name": "Father's Name", "category": "Category", "email": "Email ID",
        "mobile": "Mobile No", "roll_no": "Regd. No",
    }  # fmt: skip

    class DeveloperResource(resources.ModelResource):
        full_name, father_name, category, email, mobile, roll_no = (
            fields.Field(attribute=attribute, column_name=head) for attribute, head in heads.items()
        )

        class Meta:
            model = Developer
            fields = tuple(heads)
            import_id_fields = ("mobile",)
            instance_loader_class = CachedInstanceLoader
            use_bulk, batch_size, skip_diff, skip_html_diff = True, 1_000, True, True
            force_init_instance = False

        def before_import_row(self, row: Any, **_: Any) -> None:
            row["Mobile No"] = f"+91{row['Mobile No']:.0f}"

        def before_save_instance(self, instance: Any, row: Any, **_: Any) -> None:
            instance.uid = f"DJ{instance.mobile:>24}"
            instance.created_at = instance.updated_at = datetime(2026, 11, 22)
            instance.row_version = 1
            instance.name_key = instance.full_name.lower()
            instance.search_text = f"{instance.name_key} {instance.mobile}"

    return DeveloperResource


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
