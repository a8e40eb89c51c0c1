"""How files of the pages are stored: by a name that changes with their content, and compressed."""

from __future__ import annotations

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Files by the hash of their content; by their plain names too, for modules that import."""

    def create_compressor(self, **kwargs: Any) -> Compressor:
        """Only gzip: brotli gains 15 % and takes many times as long, at the first start."""
        return Compressor(use_brotli=False, **kwargs)
