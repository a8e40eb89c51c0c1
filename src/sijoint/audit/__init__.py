"""What happened, in a chain of each clinic.

Events hold ids and names of fields, never values. A change of single events shows. The hashes have
no key: whoever may write the database can reckon a whole chain anew. That shows only against a head
of the chain that was kept elsewhere (`sijoint audit verify --heads`, then `--against`).
"""
