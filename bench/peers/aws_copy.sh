#!/usr/bin/env bash
# One `aws s3 cp` a file, one after the other, as AWS's notebook does it.
#   aws_copy.sh AWS LIST FOLDER ENDPOINT      LIST has one s3:// URI a line
set -euo pipefail
while IFS= read -r uri; do
  "$1" s3 cp --quiet --endpoint-url "$4" "$uri" "$3/"
done <"$2"
