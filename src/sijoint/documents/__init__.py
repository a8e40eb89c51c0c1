"""The printed page: handouts for people, reports and letters for clinicians, as tagged PDF.

Every document is made in two steps. Python says the words, in the language of the reader, and
puts them into plain tables and lists. A Typst template sets them; it holds no word of its own.
"""
