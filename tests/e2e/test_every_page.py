"""Every page that somebody in each role can reach from home in the loaded demonstration, looked at.

First each page is fetched and read; then a sample of every sort of page is opened in the browser.
"""

import html
import re
from collections import Counter, deque
from urllib.parse import urldefrag, urljoin, urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import Resolver404, resolve

from lscp.accounts import actions, queries
from lscp.accounts.models import User
from lscp.demo import names
from tests.demo_database import demo_site  # noqa: F401 - a fixture

ACCOUNTS = (
    "unit@lscp.example",
    "manager@lscp.example",
    "practitioner@hospital.example",
    "practitioner@communityhealth.example",
    "lead@hospital.example",
    "rag@police.example",
    "executive@council.example",
    "notifier@council.example",
    "legal@council.example",
    "scrutineer@lscp.example",
    "executive@icb.example",
    "scrutiny@council.example",
    "audits@lscp.example",
    "training@lscp.example",
    "author@independent.example",
    "admin@lscp.example",
    "unit@elsewhere.example",
)
"""One account for each role, and for each state of a form that its author sees."""
SAMPLES = 2
"""How many addresses of one sort an account opens; one only where other accounts have opened many."""
MANY = 6
IN_BROWSER = 2
FILES = {".pdf": "application/pdf", ".csv": "text/csv", ".ics": "text/calendar"}
SKIPPED = ("/account/logout", "/sign-out", "/static/", "/healthz", "/readyz")
MARKING = "OFFICIAL-SENSITIVE"
HREF = re.compile(r"<a\b[^>]*?\bhref=\"([^\"]+)\"", re.S)


def signed_in(email):
    """A session of one account, its terms accepted as on a first visit."""
    user = User.objects.get(email=email)
    for terms in queries.terms_to_accept(user):
        actions.accept_terms(terms, by=user)
    client = Client()
    client.force_login(user)
    return client


def links_of(path, text):
    """The addresses of this product that a page links to."""
    for raw in HREF.findall(text):
        target = urlparse(urljoin(f"http://testserver{path}", urldefrag(html.unescape(raw)).url))
        is_ours = target.scheme in {"http", "https"} and target.netloc == "testserver"
        if is_ours and not target.path.startswith(SKIPPED):
            yield target.path + (f"?{target.query}" if target.query else "")


def sort_of(path):
    """Which view answers an address, with the fixed words of its address; "" for none."""
    try:
        found = resolve(urlparse(path).path)
    except Resolver404:
        return ""
    fixed = [str(value) for key, value in found.kwargs.items() if key in {"section", "page"}]
    return ":".join([found.view_name, *fixed[:1]])


def faults_of_page(path, text):
    """What is wrong in the words of one page."""
    body = re.sub(r"<(script|style|template)\b.*?</\1>", "", text, flags=re.S)
    title = html.unescape(
        "".join(re.findall(r"<title>(.*?)</title>", text.partition("</head>")[0], re.S))
    ).strip()
    if not re.match(r"\w", title):
        yield f"title starts with no word: {title!r}"
    if names.found_in(title):
        yield f"title names {names.found_in(title)}"
    if names.found_in(path):
        yield f"address names {names.found_in(path)}"
    headings = len(re.findall(r"<h1\b", body))
    if headings != 1:
        yield f"{headings} main headings"
    if "public_id" in resolve(urlparse(path).path).kwargs and body.count(MARKING) < 2:
        yield f"marked {body.count(MARKING)} times"


def faults_of_file(path, response):
    """What is wrong with a download."""
    kind = next(media for ending, media in FILES.items() if urlparse(path).path.endswith(ending))
    if not response["Content-Type"].startswith(kind):
        yield f"is {response['Content-Type']}"
    if names.found_in(response.get("Content-Disposition", "")):
        yield "file name names somebody"


def crawl(email, opened):
    """Every page the account reaches: a list of addresses, and a list of faults. `opened` counts all sorts."""
    client, seen, samples = signed_in(email), {"/"}, Counter()
    waiting, pages, faults = deque([("/", "")]), [], []
    while waiting:
        path, parent = waiting.popleft()
        response = client.get(path, follow=True)
        if response.redirect_chain:
            path = response.redirect_chain[-1][0]
        if response.status_code != 200:
            faults.append((email, path, f"{response.status_code}, linked from {parent}"))
            continue
        if urlparse(path).path.endswith(tuple(FILES)):
            faults += [(email, path, fault) for fault in faults_of_file(path, response)]
            continue
        if not response["Content-Type"].startswith("text/html"):
            continue
        text = response.content.decode()
        pages.append(path)
        faults += [(email, path, fault) for fault in faults_of_page(path, text)]
        for link in links_of(path, text):
            sort = sort_of(link)
            limit = 1 if urlparse(link).path.endswith(".pdf") or opened[sort] >= MANY else SAMPLES
            if link in seen or (sort and samples[sort] >= limit):
                continue
            seen.add(link)
            samples[sort] += 1
            opened[sort] += 1
            waiting.append((link, path))
    return pages, faults


@pytest.fixture
def found(demo_site):  # noqa: F811
    """Pages by account, and all faults."""
    pages, faults, opened = {}, [], Counter()
    for email in ACCOUNTS:
        pages[email], more = crawl(email, opened)
        faults += more
    return pages, faults


def look_at(page, checker, path):
    """What is wrong with one page in a browser."""
    problems = []

    def hear(message):
        if message.type == "error":
            problems.append(f"console: {message.text}")

    page.on("console", hear)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.visit(path)
    for violation in checker.run(page).response["violations"]:
        nodes = [node["html"][:160] for node in violation["nodes"]]
        problems.append(f"{violation['id']}: {violation['help']} {nodes[:2]}")
    page.set_viewport_size({"width": 320, "height": 700})
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if over > 0:
        problems.append(f"scrolls sideways by {over} pixels at 320")
    page.remove_listener("console", hear)
    return problems


def test_every_page_reads_well_in_words_and_in_a_browser(found, browse):
    pages, faults = found
    assert len(pages) == len(ACCOUNTS)
    assert sum(map(len, pages.values())) > 200
    checker, looked = Axe(), Counter()
    for email, paths in pages.items():
        page = None
        for path in paths:
            sort = sort_of(path)
            if looked[sort] >= IN_BROWSER:
                continue
            looked[sort] += 1
            page = page or browse(User.objects.get(email=email))
            faults += [(email, path, fault) for fault in look_at(page, checker, path)]
        if page is not None:
            page.close()
    assert len(looked) > 40
    assert faults == [], "\n".join(map(str, faults))
