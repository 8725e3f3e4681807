"""OpenStack Swift with its S3 interface: own signing code, which checks date, region and content hash."""
import getpass
import os
import subprocess

from .server import Server, free_port

COMMON = """[swift-hash]
swift_hash_path_prefix = p
swift_hash_path_suffix = s
[storage-policy:0]
name = gold
default = yes
"""

STORAGE = """[DEFAULT]
devices = {devices}
mount_check = false
disable_fallocate = true
bind_ip = 127.0.0.1
bind_port = {port}
workers = 0
user = {user}
swift_dir = {folder}
log_level = WARNING
log_address = /nonexistent
[pipeline:main]
pipeline = {kind}-server
[app:{kind}-server]
use = egg:swift#{kind}
"""

PROXY = """[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
workers = 0
user = {user}
swift_dir = {folder}
log_level = WARNING
[pipeline:main]
pipeline = catch_errors cache listing_formats s3api tempauth proxy-server
[app:proxy-server]
use = egg:swift#proxy
allow_account_management = true
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:11211
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
s3_acl = false
dns_compliant_bucket_names = true
check_bucket_owner = false
allowable_clock_skew = 900
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
"""


class OpenStackSwift(Server):
    """Account, container and object servers behind a proxy that speaks S3."""

    name = "openstack-swift"

    def __init__(self, folder, programs):
        super().__init__(folder)
        self.programs = programs
        self.access_key, self.secret_key = "test:tester", "testing"

    def start(self):
        folder = self.folder / "swift"
        (folder / "devices" / "d1").mkdir(parents=True)
        (folder / "swift.conf").write_text(COMMON)
        values = {"folder": folder, "devices": folder / "devices", "user": getpass.getuser()}
        for kind in ["account", "container", "object"]:
            port = free_port()
            (folder / f"{kind}-server.conf").write_text(STORAGE.format(kind=kind, port=port, **values))
            self.make_ring(folder, kind, port)
        (folder / "proxy-server.conf").write_text(PROXY.format(port=self.port, **values))
        environment = {**os.environ, "SWIFT_DIR": str(folder)}
        for kind in ["account", "container", "object", "proxy"]:
            program = self.programs / f"swift-{kind}-server"
            self.run([program, folder / f"{kind}-server.conf"], env=environment)
        self.wait()

    def make_ring(self, folder, kind, port):
        """Where Swift keeps the objects: on one device."""
        builder = self.programs / "swift-ring-builder"
        ring = f"{kind}.builder"
        device = f"r1z1-127.0.0.1:{port}/d1"
        for arguments in [["create", "4", "1", "0"], ["add", device, "1"], ["rebalance"]]:
            subprocess.run([builder, ring, *arguments], cwd=folder, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL, check=False)
