"""The browsable gallery of every picture: pages in build/gallery/, written by `make docs`."""
