"""The application: the API, the pages, and the guard before both."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib.metadata import version

from fastapi import APIRouter, FastAPI
from starlette.concurrency import run_in_threadpool

from scored_society.site import pages, problem
from scored_society.site.api import about, audits, books, chapters, comparisons, runs, someone
from scored_society.site.guard import Guard
from scored_society.site.hub import Hub
from scored_society.site.pages import API
from scored_society.site.sending import Paced
from scored_society.site.settings import Settings


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the site as an application.

    Parameters
    ----------
    settings : how it is served; the default serves this machine alone.
    """
    settings = settings or Settings()
    app = FastAPI(
        title="Scored Society",
        version=version("scored-society"),
        description="Invented people. Not a forecast, and not a measurement of any country.",
        openapi_url=f"{API}/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
    )
    app.state.settings = settings
    api = APIRouter(prefix=API, responses=problem.REFUSALS)
    for module in (about, books, chapters, runs, comparisons, audits, someone):
        api.include_router(module.router)
    app.include_router(api)
    pages.install(app)
    problem.install(app)
    app.add_middleware(Paced, limits=settings.limits)
    app.add_middleware(Guard, settings=settings)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Hold the site's memory while it is served, and leave nothing of it."""
    hub = app.state.hub = Hub(app.state.settings)
    reaping = asyncio.create_task(hub.reap_for_ever())
    try:
        yield
    finally:
        hub.stop()
        reaping.cancel()
        with suppress(asyncio.CancelledError):
            await reaping
        await run_in_threadpool(hub.close)
