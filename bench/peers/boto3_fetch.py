"""boto3 with 16 threads: python boto3_fetch.py WAY MANIFEST FOLDER ENDPOINT

WAY is `download` (download_file, as the guides have it) or `get` (get_object and one write, which asks
once an object where download_file asks twice).
"""
import concurrent.futures
import json
import os
import sys

import boto3
from botocore.config import Config

THREADS = 16


def main(way, manifest, folder, endpoint):
    """Downloads every object of the manifest."""
    s3 = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1",
                      config=Config(max_pool_connections=THREADS, s3={"addressing_style": "path"}))
    with open(manifest, encoding="utf-8") as file:
        places = [json.loads(line)["source-ref"][len("s3://"):].split("/", 1) for line in file]

    def download(place):
        bucket, key = place
        path = os.path.join(folder, bucket, key)
        if way == "download":
            s3.download_file(bucket, key, path)
            return
        body = s3.get_object(Bucket=bucket, Key=key)["Body"].read()
        with open(path, "wb") as output:
            output.write(body)

    for parent in {os.path.dirname(os.path.join(folder, *place)) for place in places}:
        os.makedirs(parent, exist_ok=True)
    with concurrent.futures.ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(download, places))


if __name__ == "__main__":
    main(*sys.argv[1:5])
