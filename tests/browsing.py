"""Pages as a browser understands them."""

from bs4 import BeautifulSoup


def read(site, path, status=200, **parameters):
    """The page as a browser understands it."""
    answer = site.get(path, query_string=parameters) if parameters else site.get(path)
    assert answer.status_code == status
    return BeautifulSoup(answer.text, "html.parser")


def words(element):
    return " ".join(element.get_text().replace("\N{NO-BREAK SPACE}", " ").split())
