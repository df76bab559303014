#!/usr/bin/env bash
# How much do the guesses matter? Runs a smaller secretome-small with each of its least certain numbers halved and doubled, one at a
# time, and prints how many resistant cells there are in each arm on day 8. Every twentieth of the first cells is resistant, so that chance
# weighs less than a doubling does. Ten minutes on two cores; stop it and start it again as you like.
#
#   scripts/sensitivity.sh [--out DIR] [--seed N] [--at-once N] [run options ...]
#
# Options that are not its own go to every run: scripts/sensitivity.sh --until "4 d" --set tumour.cells=1000
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

out=out/sensitivity seed=1 at_once=$(nproc) options=()
while [ $# -gt 0 ]; do
    case $1 in
        --out) out=$2; shift 2 ;;
        --seed) seed=$2; shift 2 ;;
        --at-once) at_once=$2; shift 2 ;;
        -h | --help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) options+=("$1"); shift ;;
    esac
done
out=$out/seed-$seed
program=${GPUTUMOR:-artifacts/bin/GpuTumor.Cli/release/gputumor.dll}
[ -e "$program" ] || { echo "sensitivity: build first: dotnet build -c Release" >&2; exit 69; }

# key, half of its default, twice its default
read -r -d '' varied <<'TABLE' || true
tumour_cell.division.akt_boost              | 0.75            | 3
tumour_cell.division.push_distance          | 3 voxels        | 12 voxels
tumour_cell.apoptosis.targeted              | 0.175 /d        | 0.7 /d
tumour_cell.apoptosis.akt_protection        | 0.3             | 1
tumour_cell.targeted_drug.half_inhibition   | 0.05            | 0.2
tumour_cell.erk.hgf_rescue                  | 0.075           | 0.3
tumour_cell.fra1.relaxation                 | 3 h             | 12 h
tumour_cell.secretome.relaxation            | 12 h            | 48 h
tumour_cell.met.half_maximum                | 0.125 nM        | 0.5 nM
tumour_cell.igf1_receptor.half_maximum      | 0.5 nM          | 2 nM
fields.hgf.secretion.induced                | 2.5 molecules/s | 10 molecules/s
fields.igf1.secretion.induced               | 7.5 molecules/s | 30 molecules/s
fields.targeted_drug.vessels.permeability   | 0.025 /s        | 0.1 /s
vessels.spacing                             | 60 um           | 200 um
TABLE

variants() {    # directory, then what is set
    echo "default|"
    while IFS='|' read -r key half double; do
        key=$(echo $key)
        echo "$key/half|$key=$(echo $half)"
        echo "$key/double|$key=$(echo $double)"
    done <<<"$varied"
}

run_variant() {
    local directory=$out/${1%%|*} set=()
    [ -e "$directory/done" ] && return
    [ -n "${1#*|}" ] && set=(--set "${1#*|}")
    mkdir -p "$directory"
    dotnet "$program" run secretome-small --seed "$seed" --threads 1 --set "domain.size=[48, 48, 48]" --set tumour.cells=3000 \
        --set "tumour.founders.sensitive.fraction=95 %" --set "tumour.founders.resistant.fraction=5 %" \
        --set output.snapshots=never --set output.checkpoints.wall=never "${set[@]}" "${options[@]}" --out "$directory" --overwrite \
        >"$directory/log" 2>&1 || { echo "sensitivity: $directory failed; see its log" >&2; exit 1; }
    touch "$directory/done"
    echo "$(date +%T) ${1%%|*}" >&2
}

running=0
while read -r variant; do
    if [ "$running" -ge "$at_once" ]; then wait -n; running=$((running - 1)); fi
    run_variant "$variant" &
    running=$((running + 1))
done < <(variants)
while [ "$running" -gt 0 ]; do wait -n; running=$((running - 1)); done

resistant() { grep -o '"resistant": *[0-9]*' "$out/$1/$2/run.json" | head -1 | grep -o '[0-9]*$'; }

row() {    # directory, name
    local vehicle drug locked
    vehicle=$(resistant "$1" vehicle) drug=$(resistant "$1" drug) locked=$(resistant "$1" drug_without_secretome)
    awk -v name="$2" -v v="$vehicle" -v d="$drug" -v l="$locked" 'BEGIN { printf "| %s | %d | %d | %d | %.1f | %.1f |\n", name, v, d, l, d / v, d / l }'
}

echo "| | vehicle | drug | drug, secretome locked | drug / vehicle | drug / locked |"
echo "|-|-|-|-|-|-|"
row default "as shipped"
variants | tail -n +2 | while IFS='|' read -r directory set; do row "$directory" "\`${set%%=*}\` ${set#*=}"; done
