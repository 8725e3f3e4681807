#!/bin/sh
# Moves folders aside, to be deleted when nothing is measured any more: where many files have just
# been deleted, some file systems need several times as long to make new ones.
trash=$1
shift
for folder; do
  if [ -e "$folder" ]; then mkdir -p "$trash" && mv "$folder" "$(mktemp -d "$trash/XXXXXX")"; fi
done
