"""The public report, from the first page to the receipt."""

from django.urls import reverse

from complaints.models import Complaint

HAPPENING = {
    "problem": "penelantaran",
    "account": "Anak sering sendirian malam hari.",
    "is_emergency": "tidak",
}
PLACE = {
    "district": "33.74.10",
    "subdistrict": "33.74.10.1001",
    "place": "Gang di samping pasar",
}
CHILD = {"child_name": "Bunga RAHASIA", "child_sex": "P", "child_age": "7", "children_count": "1"}
ANONYMOUS = {"reporter_mode": "anonim", "relation": "tetangga_warga"}
REACHABLE = {"reporter_mode": "boleh_dihubungi", "name": "Ibu Sari", "phone": "0812 3456 7890"}


def step(number):
    return reverse("complaints:report_step", args=[number])


def answer_all(client, about_you=ANONYMOUS, **changes):
    for number, answers in enumerate((HAPPENING, PLACE, CHILD, about_you), start=1):
        response = client.post(step(number), answers | changes)
    return response


def send(client):
    return client.post(reverse("complaints:report_check"))


def test_a_citizen_reports_in_five_steps_and_gets_a_code(client):
    assert client.get(reverse("complaints:report")).status_code == 200
    for number in range(1, 5):
        answers = (HAPPENING, PLACE, CHILD, ANONYMOUS)[number - 1]
        assert client.get(step(number)).status_code == 200
        response = client.post(step(number), answers)
    assert response.url == reverse("complaints:report_check")
    assert "Gang di samping pasar" in client.get(response.url).text
    response = send(client)
    assert response.url == reverse("complaints:report_sent")
    page = client.get(response.url)
    assert "Laporan terkirim" in page.text
    complaint = Complaint.objects.get()
    assert complaint.channel == "web_upksai"
    assert complaint.state == "received"
    assert complaint.subdistrict_id == "33.74.10.1001"
    assert complaint.finder[:4] in page.text
