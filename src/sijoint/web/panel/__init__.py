"""What the workspace says about an evaluation: presenters that turn an answer into words.

Nothing here reads the database. `panel.panel_of` makes the panel beside the tests, `why.why_of`
the page behind one number. Both give frozen values with every word and every place already
written, so that the templates only set them. Rounding, limits and sentences are those of the
papers for clinicians (`sijoint.documents`).
"""
