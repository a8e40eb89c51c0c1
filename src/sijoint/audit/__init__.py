"""What happened, in a chain that shows any change.

Events hold ids and names of fields, never values.
"""
