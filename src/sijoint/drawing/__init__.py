"""Pictures, generated from data: exercises, hands-on tests, the body chart, anatomy.

A picture is a `Figure`: elements that name a look, and no colour. It is written as SVG in one
of two renderings: for the screen (classes, coloured by ``figure.css``) or for paper and files
(literal colours).
"""
