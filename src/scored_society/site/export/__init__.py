"""The static copy: the pages with runs that were lived beforehand, for those who can install nothing."""

from scored_society.site.export.extent import Extent
from scored_society.site.export.folder import Written, write

__all__ = ["Extent", "Written", "write"]
