"""Make the frames of movements touch what they should, changing their angles least.

A frame is written as rough targets first: as a physiotherapist would place the person. This finds
the nearest angles at which everything that is declared touches, nothing sinks into the floor, what
is held lies where it is held, and what stays down between two frames stays in its place::

    python -m tools.fit_frames clam bridge          # say what would change
    python -m tools.fit_frames --write clam bridge  # and write it into the evidence

A gap of more than 5 mm, or an angle that changes much, says that the targets or the contacts are
wrong; look at every frame after it (`sijoint figure`).
"""
