"""Papers for clinicians: the evaluation report, the record of care, the discharge summary.

They are all made of the same few blocks, in sections, and set by one template.
"""
