"""The chart: patients, consents, intakes, evaluations, alerts, plans and goals of a clinic."""
