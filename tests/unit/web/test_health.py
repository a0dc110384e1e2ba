from tests.unit.web.running import Client, Running


def test_it_is_healthy_whenever_it_answers(client: Client, service: Running) -> None:
    """A service that waits for its workers is not restarted for that."""
    service.unready = "The workers are not up yet."
    assert client.get("/-/healthy").status_code == 200


def test_it_is_ready_when_the_service_says_so(client: Client) -> None:
    """200 lets traffic in."""
    answer = client.get("/-/ready")
    assert (answer.status_code, answer.text) == (200, "The exporter is ready.\n")


def test_it_says_why_it_is_not_ready(client: Client, service: Running) -> None:
    """503 keeps traffic out, and the sentence tells the operator why."""
    service.unready = "The workers are not up yet."
    answer = client.get("/-/ready")
    assert (answer.status_code, answer.text) == (503, "The workers are not up yet.\n")
