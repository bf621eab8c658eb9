from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from scored_society.site.app import create_app
from scored_society.site.export import Extent, write
from scored_society.site.settings import Settings
from served_site import SMALL, lived

ADDRESS = "http://127.0.0.1:8600"


@pytest.fixture(scope="session")
def client():
    """A site that is asked within the process."""
    with TestClient(create_app(Settings()), base_url=ADDRESS) as found:
        yield found


@pytest.fixture(scope="session")
def run(client):
    """The address of a small finished run."""
    return lived(client, SMALL)


@pytest.fixture(scope="session")
def copied(tmp_path_factory):
    """A small static copy: two chapters, one of which compares."""
    folder = tmp_path_factory.mktemp("copied") / "copy"
    extent = Extent(
        ("blacklist", "another"), citizens=200, years=1, positions=3, city_citizens=200, city_years=1, lives=1
    )
    write(folder, extent=extent)
    return folder
