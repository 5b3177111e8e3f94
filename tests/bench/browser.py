"""A signed-in reader of the product inside this process: pages with their queries and times."""

import statistics

from django.test import Client

from tests.bench.stopwatch import counted, medians


class Browser:
    """One person's session."""

    def __init__(self, person):
        self.client = Client(SERVER_NAME="127.0.0.1")
        self.client.force_login(person)

    def get(self, address):
        """The page, which must be there: a redirect or a refusal would be quick and mean nothing."""
        answer = self.client.get(address)
        if answer.status_code != 200:
            raise AssertionError(f"{address} answered {answer.status_code} {answer.get('Location', '')}")
        return answer

    def queries(self, address):
        """What the page asks the database, warm."""
        self.get(address)
        with counted() as found:
            self.get(address)
        return found

    def database_seconds(self, address, rounds=9):
        """How long the page waits for the database, warm."""
        return statistics.median(self.queries(address).seconds for _ in range(rounds))

    def seconds(self, address, rounds=15):
        """How long the page takes, warm."""
        (taken,) = medians(lambda: self.get(address), rounds=rounds)
        return taken


def told(queries, count=2):
    """The slowest statements, shortened, for a note on a missed aim."""
    return "; ".join(f"{seconds * 1000:.1f} ms {sql[:60]}…" for sql, seconds in queries.slowest(count))
