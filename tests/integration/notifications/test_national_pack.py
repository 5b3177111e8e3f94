"""The pack, in the order of the national form."""

import io

from pypdf import PdfReader

from lscp.audit.models import AuditEvent
from tests.given_outcomes import (
    given_to_notify,
    submitted_form,
)


def test_pack_stands_in_the_order_of_the_national_form(cast, signed_in):
    notification = given_to_notify(cast)
    submitted_form(notification, cast.hospital_practitioner)
    client = signed_in(cast.council_notifier)
    page = client.get(f"/notifications/{notification.public_id}/national/pack/").content.decode()
    wanted = [
        "1. Who is notifying", "Council Notifier", "2. Nature of the notification", "Death, 2 children",
        "3. When and where",
        "4. Child 1", "Quilliam1", "4. Child 2", "Quilliam2", "5. Family and household", "Ottoline",
        "6. What happened", "Something happened at the pond", "7. Agencies, other processes, action taken",
        "WYP-1",
    ]  # fmt: skip
    places = [page.find(words, page.index("<main")) for words in wanted]
    assert -1 not in places
    assert places == sorted(places)
    assert AuditEvent.objects.filter(verb="notifications.pack_read").count() == 1


def test_pack_gives_children_beyond_four_as_further_information(cast, signed_in):
    notification = given_to_notify(cast)
    submitted_form(notification, cast.hospital_practitioner, children=5)
    page = signed_in(cast.council_notifier).get(f"/notifications/{notification.public_id}/national/pack/")
    text = page.content.decode()
    assert ("4. Child 4" in text, "4. Child 5" in text) == (True, False)
    assert text.index("8. Further information: other children") < text.index("Quilliam5")


def test_pack_pdf_has_every_part_and_no_name_in_its_title(cast, signed_in):
    notification = given_to_notify(cast)
    submitted_form(notification, cast.hospital_practitioner, children=5)
    response = signed_in(cast.council_notifier).get(
        f"/notifications/{notification.public_id}/national/pack.pdf"
    )
    reader = PdfReader(io.BytesIO(response.content))
    text = "\n".join(page.extract_text() for page in reader.pages)
    for words in (
        "OFFICIAL-SENSITIVE",
        "Quilliam1",
        "Quilliam5",
        "Something happened at the pond",
        "Ottoline",
    ):
        assert words in text
    assert reader.metadata.title == f"Pack for the national notification, case {notification.case.reference}"
    assert "Zebrington" not in response.headers["Content-Disposition"]
    assert AuditEvent.objects.filter(verb="notifications.pack_downloaded").count() == 1
