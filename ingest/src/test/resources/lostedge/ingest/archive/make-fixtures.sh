#!/bin/sh
# Makes the compressed files and archives beside it with the tools themselves:
# GNU tar 1.34, gzip 1.12, xz 5.4, bzip2 1.0.8, zstd 1.5, pzstd 1.5, lz4 1.9 (Debian 12).
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
seq 1 5000 > "$work/numbers.txt"
for tool in gzip xz bzip2 zstd lz4; do $tool -9 -q -c "$work/numbers.txt" > "numbers.$tool"; done
pzstd -q -c "$work/numbers.txt" > numbers.pzstd
{ head -n 2500 "$work/numbers.txt" | gzip -c; tail -n +2501 "$work/numbers.txt" | gzip -c; } > two-members.gzip
gzip -c < numbers.xz > numbers.xz.gzip
long=$(printf 'a-long-folder-name-%.0s' 1 2 3 4 5)
mkdir -p "$work/capture/$long/$long" "$work/capture/snapshots"
cp "$work/numbers.txt" "$work/capture/trace"
seq 1 9 > "$work/capture/$long/$long/deep"
seq 10 19 > "$work/capture/snapshots/0002"
seq 20 29 > "$work/capture/snapshots/0001"
gzip -c "$work/capture/snapshots/0002" > "$work/capture/snapshots/0003"
ln -s /etc/passwd "$work/capture/link"
ln "$work/capture/trace" "$work/capture/hardlink"
mkfifo "$work/capture/pipe"
for format in gnu pax; do
  tar -C "$work" --format=$format --sort=name --mtime=@0 --owner=0 --group=0 -cf - capture | gzip -9n > "capture.$format.tar.gzip"
done
tar -C "$work/capture" --format=ustar --sort=name --mtime=@0 -cf - ./snapshots | xz -9 > snapshots.ustar.tar.xz
tar -C "$work/capture" --format=v7 --sort=name --mtime=@0 -cf snapshots.v7.tar snapshots
seq 30 39 > "$work/capture/snapshots/0002"
cp snapshots.v7.tar "$work/twice.tar"
tar -C "$work/capture" --format=v7 --mtime=@0 -rf "$work/twice.tar" snapshots/0002
zstd -q -19 -c "$work/twice.tar" > member-twice.tar.zstd
tar -C "$work" --format=gnu --mtime=@0 -P --transform='s,twice.tar,../../etc/twice.tar,' -cf - twice.tar | lz4 -9 -q -c > tar-in-tar.lz4
for hole in 1 2 3 4 5 6 7 8; do seq $hole | dd of="$work/holes" bs=65536 seek=$hole conv=notrunc status=none; done
seq 1 9 > "$work/whole"
for format in gnu pax; do
  tar -C "$work" --format=$format -S --mtime=@0 --owner=0 --group=0 -cf - holes whole | gzip -9n > "sparse.$format.tar.gzip"
done
