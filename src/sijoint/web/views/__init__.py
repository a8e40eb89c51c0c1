"""Views: each reads what was sent, calls one action or query, and renders."""
