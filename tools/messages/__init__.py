"""Texts for translation: collected from the evidence and the code, kept in gettext catalogues.

The English text is the id of its translations. It stands in one of four places:

- in the evidence, where `field` says which texts a page may show. A new field with words in it
  fails a test until it is put into one of the tables there;
- in our code, in a call of ``say("…")``, ``plural("…", "…", n)`` or ``message("…")``; the last
  marks a constant that is said later. The rooms of Django call its ``gettext`` and its relatives;
- in templates of Django, in ``{% translate %}`` and ``{% blocktranslate trimmed %}``. Templates of
  papers hold no texts: they are handed what to print;
- in the catalogue of English, for what Django itself says (`framework_text`).

A text is always one whole sentence or label with gaps, never an f-string or a sum. A gap is
``{name}`` or, where Django fills it, ``%(name)s`` with ``%%`` for a sign of per cent. Where one
English word means two things, ``pgettext`` or ``context`` tells them apart; the key of such a text
in files is the context, the character U+0004, and the text.

What to do when texts have changed::

    python -m tools.messages update                # the catalogue gets the new texts, loses the old
    python -m tools.messages extract --missing     # as JSON: what is to be translated
    python -m tools.messages merge FILES.json      # puts {"English": "Spanish"} into the catalogue
    python -m tools.messages check                 # 1 if anything is missing or wrong

For a text with a plural a file gives a list, ``["una repetición", "{n} repeticiones"]``, and
``{n}`` may be left out of the singular. `merge` refuses a translation whose gaps differ or that is
the English text again; a text that is the same in both languages is listed in ``same.toml`` with
the reason. Small changes can as well be made in the ``.po`` file with any editor for gettext.

Catalogues are sorted by file and text and name files without lines, so that a change shows just
what changed. Compiled catalogues are not committed: `sijoint.language` compiles where it runs.
"""
