"""One function a figure: tables in, matplotlib Figure out. No figure reads a file or computes a measure."""
