"""Every record can be found and read, and everything it names is there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation

from sijoint.records import knowledge
from sijoint.web.library import index, link
from sijoint.web.library.index import folded
from sijoint.web.library.kind import KINDS, grouped, kind_of
from tests.web.page_text import links_of, text_of

pytestmark = pytest.mark.django_db

RAW = knowledge.current().raw
NAMES = {f"{array}.{record['id']}" for array, records in RAW.items() for record in records}


@pytest.fixture(autouse=True)
def _other_tests_stay_english() -> Iterator[None]:
    yield
    translation.activate("en")


def shown(client: Client, path: str, language: str = "en") -> str:
    response = client.get(path, headers={"accept-language": language})
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.mark.parametrize("array", sorted(RAW))
def test_every_record_has_a_page_and_what_it_names_is_there(client: Client, array: str) -> None:
    for record in RAW[array]:
        html = shown(client, f"/evidence/{array}.{record['id']}/")
        linked = re.findall(r'href="/evidence/([^"?/]+)/"', html)
        assert not set(linked) - NAMES - {"model.json"}, record["id"]


def test_every_kind_is_explained() -> None:
    assert not set(RAW) - set(KINDS)
    assert all(kind.name and kind.use for kind in KINDS.values())


def test_a_kind_that_nobody_has_described_is_still_listed() -> None:
    assert kind_of("loose_end").said_name == "loose end"
    assert kind_of("loose_end").said_use == ""
    ((group, kinds),) = grouped({"loose_end": 3})
    assert (group, kinds[0][1]) == ("Other records", 3)


@pytest.mark.parametrize("finding", [r["id"] for r in RAW["hands_on"]][::9])
def test_a_test_is_shown_with_its_picture(client: Client, finding: str) -> None:
    assert "<figure" in shown(client, f"/evidence/finding.{finding}/")


def test_a_finding_that_is_not_drawn_has_no_picture(client: Client) -> None:
    assert "<figure" not in shown(client, "/evidence/finding.fever/")


def test_a_record_shows_its_sources_its_mark_and_who_reads_it(client: Client) -> None:
    html = shown(client, "/evidence/prevalence.schwarzer_1995/")
    text = text_of(html)
    assert "Seen in the source" in text
    assert "Not yet reviewed by a clinician." in text
    assert "Records that name it" in text  # a page of the guide tells it
    assert "/evidence/source.schwarzer-1995/" in html
    assert "0.3" in text


def test_a_source_shows_what_rests_on_it_and_where_to_read_it(client: Client) -> None:
    html = shown(client, "/evidence/source.laslett-2005/")
    assert 'href="https://doi.org/10.1016/j.math.2005.01.003"' in html
    assert "/evidence/accuracy.laslett_2005_thigh_thrust/" in html


def test_a_name_of_one_kind_leads_to_its_page(client: Client) -> None:
    response = client.get("/evidence/schwarzer_1995/")
    assert response.status_code == 302
    assert response.headers["Location"] == "/evidence/prevalence.schwarzer_1995/"


def test_a_name_that_kinds_share_lists_them(client: Client) -> None:
    linked = links_of(shown(client, "/evidence/thigh_thrust/"))
    assert {"/evidence/finding.thigh_thrust/", "/evidence/hands_on.thigh_thrust/"} <= set(linked)


def test_an_unknown_record_is_not_there(client: Client) -> None:
    assert client.get("/evidence/finding.chess/").status_code == 404


def test_the_first_page_explains_kinds_and_marks_and_names_the_version(client: Client) -> None:
    text = text_of(shown(client, "/evidence/"))
    assert knowledge.current().version in text
    for words in ("Accuracy of a test", "From memory, not yet checked", "Our own proposal"):
        assert words in text


def test_a_search_finds_every_word_without_case_and_accents(client: Client) -> None:
    rows = index.found("en", words="LASLETT thígh")
    assert {row.array for row in rows} >= {"accuracy"}
    assert all("laslett" in row.searched and "thigh" in row.searched for row in rows)
    assert folded("Dólor") == "dolor"


def test_titles_are_said_and_searched_in_the_language_of_the_reader() -> None:
    spanish = {(row.array, row.id): row for row in index.rows("es")}
    row = spanish["exercise", "bridge"]
    assert row.title != "Bridge"
    assert row in index.found("es", words=row.title)


def test_a_filter_keeps_one_kind_and_one_mark(client: Client) -> None:
    rows = index.found("en", kind="accuracy", mark="memory")
    assert rows
    assert {(row.array, row.mark) for row in rows} == {("accuracy", "memory")}
    html = shown(client, "/evidence/?kind=accuracy&mark=memory")
    assert f"{len(rows)} records" in html


def test_a_list_is_paged_and_keeps_the_filter(client: Client) -> None:
    html = shown(client, "/evidence/?kind=finding")
    assert html.count('<th scope="row">') == 50
    assert "?kind=finding&amp;page=2" in html
    assert "Page 2 of 4" in text_of(shown(client, "/evidence/?kind=finding&page=2"))
    assert "Page 4 of 4" in text_of(shown(client, "/evidence/?kind=finding&page=9999"))


def test_a_search_without_a_hit_says_what_to_do(client: Client) -> None:
    assert "No record says all of that" in shown(client, "/evidence/?q=zzzz")


def test_a_search_is_never_read_as_a_page(client: Client) -> None:
    html = shown(client, '/evidence/?q="><script>alert(1)</script>')
    assert "<script>alert" not in html


def test_the_model_can_be_downloaded(client: Client) -> None:
    response = client.get("/evidence/model.json")
    model = json.loads(response.content)
    assert model["schema"] == "sijoint.model/1"
    assert model["evidence"] == knowledge.current().version
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_a_value_is_linked_only_where_it_names_a_record() -> None:
    assert link.target("accuracy", "finding", "thigh_thrust") == "finding.thigh_thrust"
    assert link.target("accuracy", "study", "thigh_thrust") == ""
    assert link.target("accuracy", "source", "chess") == ""
    assert link.target("guide_risk", "records", "prevalence.pgp_pregnancy")
    assert link.target("guide_risk", "records", "prevalence.chess") == ""
