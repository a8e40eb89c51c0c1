"""Reading the chart; every query is within one clinic."""
