"""
A disk that fills up while publishing: the old index stays, and room is all it takes to go on.

The disk is a real one of 160 MB in memory, mounted in a namespace of its own.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from search_engine.backends.whoosh import WhooshBackend
from search_engine.errors import IndexUnwritable

from .collection import analysis, batch_of, document, documents_after, publish
from .kill import REPOSITORY

DISK = "160m"  # the publication asks for 100 MB to begin with
NAMESPACE = ["unshare", "--map-root-user", "--mount"]
PAGE = 4096
MOST_PAGES = 60  # measured: a publication of this collection needs about 45 more when it comes to writing


class Unavailable(Exception):
    """Why no disk can be mounted here."""


def fill(folder: Path, rounds: int, seed: int) -> Counter[str]:
    """
    Publish *rounds* times with a random little room left.

    Raises:
        Unavailable: If this machine does not let us mount a disk.
        AssertionError: If a published batch is gone, or the index is not whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "none", str(folder)]
    try:
        subprocess.run([*NAMESPACE, *command], check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Unavailable(f"no disk can be mounted: {getattr(error, 'stderr', None) or error}") from error
    # The namespace, and the disk with it, ends with the process: so the run is one inside.
    inside = f"{' '.join(command)} && exec {sys.executable} -m tests.torture.full_disk {folder} {rounds} {seed}"
    ran = subprocess.run([*NAMESPACE, "sh", "-c", inside], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert not ran.returncode, ran.stderr
    counts = (line.split(" ", 1) for line in ran.stdout.splitlines())
    return Counter({outcome: int(count) for count, outcome in counts})


def _inside(disk: Path, rounds: int, seed: int) -> Counter[str]:
    chance = random.Random(seed)  # noqa: S311  # to be had again, not to be secret
    index = disk / "index"
    publish(WhooshBackend(index), 1)
    promised = 1
    outcomes: Counter[str] = Counter()
    for _ in range(rounds):
        ballast = disk / "ballast"
        try:
            _publish_with_room(index, promised + 1, ballast, chance.randrange(MOST_PAGES) * PAGE)
            promised += 1
            outcomes["found room enough"] += 1
        except IndexUnwritable:
            outcomes["said that there is no room"] += 1
        ballast.unlink()
        assert batch_of(WhooshBackend(index)) == promised
        assert not WhooshBackend(index).status().degraded
    return outcomes


def _publish_with_room(index: Path, batch: int, ballast: Path, room: int) -> None:
    backend = WhooshBackend(index)
    with backend.publish(analysis) as publication:
        for document_id, version in documents_after(batch).items():
            publication.put(*document(document_id, version))
        for document_id in backend.fingerprints().keys() - documents_after(batch).keys():
            publication.remove(document_id)
        with ballast.open("wb") as file:
            file.write(bytes(max(0, shutil.disk_usage(index).free - room)))


if __name__ == "__main__":
    for outcome, count in _inside(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])).items():
        print(count, outcome)
