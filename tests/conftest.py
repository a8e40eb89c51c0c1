"""Settings of all tests."""

from __future__ import annotations

from hypothesis import settings

# No deadline: tests never judge speed, which is measured in bench/ side by side with peers.
settings.register_profile("sijoint", deadline=None)
settings.load_profile("sijoint")
