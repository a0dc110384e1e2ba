import pytest

from tests.unit.web.running import Client, Running


def test_reloading_by_request_is_off_by_default(client: Client, service: Running) -> None:
    """Nobody can make it read its config unless its operator said so, and the refusal names the way out."""
    answer = client.request("POST", "/-/reload")
    assert (answer.status_code, service.reloads) == (403, 0)
    assert "--web.enable-lifecycle" in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_a_reload_that_works_says_so(client: Client, service: Running, method: str) -> None:
    """Where it is allowed, a request reads the config once."""
    service.lifecycle_enabled = True
    answer = client.request(method, "/-/reload")
    assert (answer.status_code, service.reloads) == (200, 1)
    assert answer.text == "The config was read again and is in force.\n"


def test_a_bad_config_answers_with_every_problem(client: Client, service: Running) -> None:
    """All problems come at once, each in a line, as an error that Prometheus's own tools understand."""
    service.lifecycle_enabled = True
    service.problems = ("config.yaml, line 3: no such check", "config.yaml, line 9: no such data set")
    answer = client.request("POST", "/-/reload")
    assert (answer.status_code, answer.text) == (500, "\n".join(service.problems) + "\n")


def test_looking_does_not_reload(client: Client, service: Running) -> None:
    """A link or a prefetch cannot reload: GET is refused, and told what would do."""
    service.lifecycle_enabled = True
    answer = client.get("/-/reload")
    assert (answer.status_code, service.reloads) == (405, 0)
    assert set(answer.headers["allow"].split(", ")) == {"POST", "PUT"}
