"""Puts objects onto a server by boto3, in an environment that has it."""
import json
import os
import subprocess

PUT = """
import json, sys
import boto3
from botocore.config import Config
endpoint, access, secret, bucket = sys.argv[1:5]
s3 = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id=access,
                  aws_secret_access_key=secret,
                  config=Config(s3={"addressing_style": "path"},
                                request_checksum_calculation="when_required"))
try:
    s3.create_bucket(Bucket=bucket)
except s3.exceptions.BucketAlreadyOwnedByYou:
    pass
for line in sys.stdin:
    key, path, text = json.loads(line)
    body = open(path, "rb").read() if path else text.encode()
    s3.put_object(Bucket=bucket, Key=key, Body=body)
"""


def put(python, server, bucket, objects):
    """Puts objects; each is a key with a path or a text."""
    lines = "".join(json.dumps([key, str(path) if path else None, text]) + "\n"
                    for key, path, text in objects)
    command = [python, "-c", PUT, server.endpoint, server.access_key, server.secret_key, bucket]
    clean = {key: value for key, value in os.environ.items() if not key.startswith("AWS_")}
    subprocess.run(command, input=lines, env=clean, check=True, capture_output=True, text=True)
