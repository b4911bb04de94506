"""The course of things: day by day, window by window.

series     conflict and cooperation of every dyad by day
intensity  whether what happens grows worse or better, week by week
windows    the network of a rolling window beside the one before it: which edges came, went, turned
"""
