"""The site: pages and their API, on this machine only."""
