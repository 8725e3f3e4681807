"""S3 servers from PyPI that verify signatures, each on a loopback port of its own."""
