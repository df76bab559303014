#!/usr/bin/env bash
# Verifies and measures a GPU: the same bits as on the processor, then every case at 256³, 512³ and 1024³ as one table and as JSON.
# Needs neither the SDK nor a network: unpack gputumor-linux-x64.tar.gz (scripts/publish.sh) on the machine and start it there.
#
#   ./gpu.sh [--backend cuda|opencl|cpu] [--device N] [--sizes "256 512 1024"] [--cpu-size 256] [--steps 10] [--out DIR]
#
# Leaves devices.txt, verify.txt, verify.jsonl, bench.log, bench.jsonl and bench.txt in DIR (default: gpu-results). Verifies first, then measures
# the device from the smallest size to the largest and the processor last. Every case is in bench.log and bench.jsonl as soon as it is measured, so
# that what was done is there if the time runs out; the table, bench.txt, and the speed beside the processor's come at the end.
# Exit codes are gputumor's: 69 no such device, 70 a backend gave other bits than the reference.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

backend=cuda device=0 sizes="256 512 1024" cpu_size=256 steps=10 out=gpu-results
usage() { sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; }
while [ $# -gt 0 ]; do
    case $1 in
        --help | -h) usage; exit 0 ;;
        --backend | --device | --sizes | --cpu-size | --steps | --out)
            [ $# -gt 1 ] || { echo "gpu.sh: $1 needs a value" >&2; exit 64; }
            name=${1#--}
            printf -v "${name//-/_}" '%s' "$2"
            shift 2 ;;
        *) echo "gpu.sh: unknown option $1" >&2; usage >&2; exit 64 ;;
    esac
done

if [ -x "$here/gputumor" ]; then
    gputumor() { "$here/gputumor" "$@"; }
elif [ -f "$here/../artifacts/bin/GpuTumor.Cli/release/gputumor.dll" ] && command -v dotnet >/dev/null; then
    gputumor() { dotnet "$here/../artifacts/bin/GpuTumor.Cli/release/gputumor.dll" "$@"; }
else
    echo "gpu.sh: no gputumor beside it; make the folder with scripts/publish.sh" >&2
    exit 69
fi

mkdir -p "$out" || exit 74
echo "== devices"
gputumor devices | tee "$out/devices.txt"

echo
echo "== verify: the secretome scenario, 64³ voxels, 10 steps, on every backend and thread count"
gputumor verify secretome-small --steps 10 --set "domain.size=[64,64,64]" --set tumour.cells=8000 --out "$out/verify.jsonl" | tee "$out/verify.txt"
verified=${PIPESTATUS[0]}

echo
echo "== bench: $sizes on $backend $device, beside the processor at $cpu_size"
read -ra each <<<"$sizes"
gputumor bench all --backend "$backend" --device "$device" --size "${each[@]}" --cpu-size "$cpu_size" --steps "$steps" --out "$out/bench.jsonl" \
    2> >(tee "$out/bench.log" >&2) | tee "$out/bench.txt"
measured=${PIPESTATUS[0]}

echo
echo "results: $(cd "$out" && pwd)"
[ "$verified" -eq 0 ] || exit "$verified"
exit "$measured"
