"""People who sign in, clinics, and who may do what where."""
