#!/usr/bin/env bash
# Builds everything and runs all tests. Ends with "N passed, N failed, N skipped"; the skipped ones are named before it, each with its reason.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

echo "== restore"
dotnet restore GpuTumor.sln -v quiet

echo "== build (Release, warnings are errors)"
dotnet build GpuTumor.sln -c Release --no-restore -v quiet -nologo -clp:NoSummary

echo "== format"
formatted=yes
dotnet format whitespace GpuTumor.sln --verify-no-changes --no-restore 2>&1 || formatted=no
dotnet format style GpuTumor.sln --verify-no-changes --no-restore --severity warn 2>&1 || formatted=no

echo "== test"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
# One project after the other: a test that measures needs the cores, and the lines of two projects do not mix.
dotnet test GpuTumor.sln -c Release --no-build -nologo -m:1 --logger "console;verbosity=normal" 2>&1 |
    tee "$log" |
    { grep --line-buffered -vE '^  (Passed|Skipped) |^\[xUnit\.net|^A total of|^ *$|^Test Run|^Total tests|^ +(Passed|Failed|Skipped): |^ Total time' || true; } ||
    status=$?

awk '
    /^\[xUnit\.net [^]]*\] .*\[SKIP\]/ { name = $0; sub(/^[^]]*\] +/, "", name); sub(/ \[SKIP\].*/, "", name); next }
    name != "" { reason = $0; sub(/^\[xUnit\.net [^]]*\] +/, "", reason); print "skipped: " name ": " reason; name = "" }' "$log"

awk -v status="$status" -v formatted="$formatted" '
    /^ +Passed: [0-9]+$/ { passed += $2 }
    /^ +Failed: [0-9]+$/ { failed += $2 }
    /^ +Skipped: [0-9]+$/ { skipped += $2 }
    END {
        if (formatted == "no") {
            print "the format is not that of .editorconfig (see above): run dotnet format GpuTumor.sln"
            failure = 1
        }
        if (status != 0 && failed == 0)
            print "the test run itself failed (see above)"
        if (passed + failed == 0) {
            print "no test ran"
            failure = 1
        }
        printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
        exit failure || status != 0
    }' "$log"
