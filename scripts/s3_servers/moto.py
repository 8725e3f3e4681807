"""moto: many AWS services in one process; checks signatures, but neither date nor region."""
import json
import os
import subprocess

from .server import Server

# Runs in moto's environment: makes a user with all rights, one without, and switches checking on.
SEED = """
import json, sys, urllib.request
import boto3
endpoint = sys.argv[1]
def client(service):
    return boto3.client(service, endpoint_url=endpoint, region_name="us-east-1",
                        aws_access_key_id="boot", aws_secret_access_key="boot")
iam = client("iam")
policy = {"Version": "2012-10-17",
          "Statement": [{"Effect": "Allow", "Action": ["s3:*"], "Resource": "*"}]}
keys = {}
for name in ["tester", "nobody"]:
    iam.create_user(UserName=name)
    if name == "tester":
        iam.put_user_policy(UserName=name, PolicyName="all", PolicyDocument=json.dumps(policy))
    key = iam.create_access_key(UserName=name)["AccessKey"]
    keys[name] = [key["AccessKeyId"], key["SecretAccessKey"]]
plain = {"Content-Type": "text/plain"}  # a form, urllib's default, is refused
urllib.request.urlopen(urllib.request.Request(endpoint + "/moto-api/reset-auth", data=b"0", headers=plain))
print(json.dumps(keys))
"""


class Moto(Server):
    """One moto server."""

    name = "moto"

    def __init__(self, folder, programs):
        super().__init__(folder)
        self.programs = programs
        self.powerless = ("", "")

    def start(self):
        clean = {key: value for key, value in os.environ.items() if not key.startswith("AWS_")}
        self.run([self.programs / "moto_server", "-H", "127.0.0.1", "-p", str(self.port)], env=clean)
        self.wait("/moto-api/")
        seed = subprocess.run([self.programs / "python", "-c", SEED, self.endpoint], env=clean,
                              check=True, capture_output=True, text=True)
        keys = json.loads(seed.stdout)
        self.access_key, self.secret_key = keys["tester"]
        self.powerless = tuple(keys["nobody"])
