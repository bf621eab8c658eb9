"""How the site fares, and what may be asked of it."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version
from typing import Any

from fastapi import APIRouter

from scored_society.chart.look import BOUNDARY
from scored_society.site.api.asking import TheHub

router = APIRouter(tags=["about"])


@router.get("/health")
async def health(hub: TheHub) -> dict[str, Any]:
    """Say that the site is there, and how busy its engine is."""
    living, waiting = hub.line.counts()
    return {"status": "ok", "version": version("scored-society"), "living": living, "waiting": waiting}


@router.get("/limits")
async def limits(hub: TheHub) -> dict[str, Any]:
    """Say what may be asked at the most."""
    return {**asdict(hub.limits), "memory": hub.limits.memory, "boundary": BOUNDARY}
