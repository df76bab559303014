#!/usr/bin/env bash
# Packs gputumor for a machine without the SDK and without a network: a folder that runs as it is, and the same as a tar.gz.
# scripts/publish.sh [DIR]     default: artifacts/portable
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
out=${1:-artifacts/portable}
folder=$out/gputumor

rm -rf "$folder" "$out/gputumor-linux-x64.tar.gz"
# Trimming would remove what ILGPU finds by reflection. The build folder is one of its own: the checkout's stays as it is.
dotnet publish src/GpuTumor.Cli -c Release -r linux-x64 --self-contained --artifacts-path "$out/build" -o "$folder" \
    -p:DebugType=none -p:GenerateDocumentationFile=false -p:EnforceCodeStyleInBuild=false -v quiet -nologo -clp:NoSummary
cp benchmarks/gpu.sh "$folder/"
tar -C "$out" -czf "$out/gputumor-linux-x64.tar.gz" gputumor
echo "$folder ($(du -sm "$folder" | cut -f1) MB), $out/gputumor-linux-x64.tar.gz ($(du -sm "$out/gputumor-linux-x64.tar.gz" | cut -f1) MB)"
