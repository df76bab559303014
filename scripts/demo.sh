#!/usr/bin/env bash
# From a fresh checkout to results: builds, runs the arms of a small experiment, measures and draws them. A few minutes on two cores.
# Options go to the run: scripts/demo.sh --until "2 d" --seed 2
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
out=out/demo

gputumor() { dotnet artifacts/bin/GpuTumor.Cli/release/gputumor.dll "$@"; }
gputumor-post() { dotnet artifacts/bin/GpuTumor.Post/release/gputumor-post.dll "$@"; }

command -v dotnet >/dev/null || {
    echo "demo: the .NET 10 SDK is needed; get it from https://dotnet.microsoft.com/download" >&2
    exit 69
}

echo "== build (Release)"
dotnet build src/GpuTumor.Cli -c Release -v minimal -nologo -clp:NoSummary
dotnet build src/GpuTumor.Post -c Release -v minimal -nologo -clp:NoSummary

hdf5_missing() { gputumor devices | grep -q '^HDF5 not found'; }

install_hdf5() {
    local as_root=()
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
    "${as_root[@]}" apt-get update -qq || true
    # Debian 12 and Ubuntu 22.04, Ubuntu 24.04, Debian 13.
    for package in libhdf5-103-1 libhdf5-103-1t64 libhdf5-310; do
        DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1 && return 0
    done
    return 1
}

if hdf5_missing; then
    echo "== install libhdf5"
    install_hdf5 || true
    if hdf5_missing; then
        echo "demo: snapshots need the HDF5 library, and it could not be installed from here." >&2
        gputumor devices | grep '^HDF5 not found' >&2
        exit 69
    fi
fi

echo
echo "== run the arms of data/scenarios/secretome-small.yaml"
gputumor run data/scenarios/secretome-small.yaml --out "$out" --overwrite "$@"

echo
echo "== measure and draw"
arms=()
for report in "$out"/*/run.json; do
    arms+=("$(basename "$(dirname "$report")")")
done
for arm in "${arms[@]}"; do
    gputumor-post metrics "$out/$arm"
    gputumor-post slice "$out/$arm" --field founder
    gputumor-post slice "$out/$arm" --field oxygen
done
gputumor-post report "$out"

echo
echo "== living cells of each arm at the end, and how many times those of the first arm"
cat "$out/arms.txt"
echo
echo "A page to look at:  $PWD/$out/report.html"
echo "Pictures:           $PWD/$out/<arm>/*.png"
echo "Metrics:            $PWD/$out/<arm>/metrics.csv, metrics.jsonl"
echo "Snapshots:          $PWD/$out/<arm>/snap_*.h5   (h5py, ParaView, VisIt, MATLAB)"
