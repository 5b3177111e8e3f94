"""The head of each chain carries a seal under the audit key; the heads that stand are sealed as they are."""

from typing import Any

from django.db import migrations, models

from lscp.audit.chain import head_seal


def seal_heads(apps: Any, schema_editor: Any) -> None:
    """Seal what stands. Prove the record before this migration when its heads may have been set back."""
    heads = apps.get_model("audit", "AuditChain").objects.filter(length__gt=0, seal="")
    for head in heads.iterator(chunk_size=2000):
        head.seal = head_seal(head.key, head.length, head.head)
        head.save(update_fields=["seal"])


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_indexes_of_readers")]

    operations = [
        migrations.AddField(
            model_name="auditchain", name="seal", field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(seal_heads, migrations.RunPython.noop, elidable=True),
    ]  # fmt: skip
