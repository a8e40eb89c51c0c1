"""The only code that writes the chart: each act is atomic and audited."""
