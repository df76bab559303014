#!/usr/bin/env bash
# Tries data/slurm/gputumor.sbatch on a Slurm of this machine alone, started for it and stopped afterwards (root; Debian: apt-get
# install munge slurm-wlm): the job is sent USR1 twice, saves its state, requeues itself and ends with the state of a run that was
# never stopped.
#   scripts/slurm-trial.sh "dotnet …/gputumor.dll"
set -euo pipefail
program=${1:?how to start gputumor}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d /tmp/slurm-trial.XXXXXX)
host=$(hostname -s)
daemons=()

finish() {
    status=$?
    [ ${#daemons[@]} -eq 0 ] || kill "${daemons[@]}" 2>/dev/null || true
    wait
    [ $status -eq 0 ] || tail -n 20 "$work"/*.log || true
    rm -rf "$work"
    exit $status
}
trap finish EXIT

export SLURM_CONF=$work/slurm.conf
mkdir -p "$work/state" "$work/spool" "$work/munge"
head -c 1024 /dev/urandom >"$work/munge/key"
chown -R root:root "$work/munge" && chmod 0700 "$work/munge" && chmod 0600 "$work/munge/key"
chmod 0755 "$work"
cat >"$SLURM_CONF" <<CONF
ClusterName=trial
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SlurmctldPort=16817
SlurmdPort=16818
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF

munged --foreground --force --key-file="$work/munge/key" --socket="$work/munge.socket" --pid-file="$work/munged.pid" \
    --log-file="$work/munged.log" --seed-file="$work/munge/seed" >/dev/null 2>&1 & daemons+=($!)
for _ in $(seq 50); do [ -S "$work/munge.socket" ] && break; sleep 0.1; done
slurmctld -D -c >/dev/null 2>&1 & daemons+=($!)
slurmd -D -c >/dev/null 2>&1 & daemons+=($!)
for _ in $(seq 300); do sinfo -h -o %t 2>/dev/null | grep -q '^idle' && break; sleep 0.1; done
sinfo -h -o %t | grep -q '^idle' || { echo "no node is idle"; exit 1; }

cat >"$work/trial.yaml" <<YAML
name: trial
duration: 10 d
step: 0.5 h
domain: { size: [28, 28, 28] }
tumour: { cells: 500 }
output: { snapshots: 5 d, metrics: 12 h }
YAML
report() { sed -n "s/^ *\"$2\": \"\{0,1\}\([^\",]*\).*/\1/p" "$1/run.json" 2>/dev/null | head -n 1; }

SCENARIO=$work/trial.yaml OUT=$work/out PROGRAM=$program OPTIONS="--threads 1" \
    sbatch --parsable --export=ALL --cpus-per-task=1 --output="$work/job.log" "$root/data/slurm/gputumor.sbatch" >"$work/id"
job=$(cat "$work/id")
for round in 1 2; do
    for _ in $(seq 600); do [ "$(report "$work/out" exit_reason)" = running ] && [ -s "$work/out/metrics.jsonl" ] && break; sleep 0.1; done
    sleep 1
    scancel --batch --signal=USR1 "$job"
    for _ in $(seq 600); do [ "$(report "$work/out" exit_reason)" = stopped ] && break; sleep 0.1; done
    echo "round $round: $(report "$work/out" exit_reason) by $(report "$work/out" exit_detail) at step $(report "$work/out" steps)"
    [ "$(report "$work/out" exit_reason)" = stopped ]
    # A requeued job waits two minutes unless told otherwise.
    for _ in $(seq 600); do [ "$(squeue -h -j "$job" -o %t)" = PD ] && break; sleep 0.1; done
    # slurmd counts in seconds: it takes a job started in the second in which it was ended for the one that was ended.
    sleep 3
    scontrol update JobId="$job" StartTime=now
done
for _ in $(seq 1200); do [ "$(report "$work/out" exit_reason)" = completed ] && break; sleep 0.1; done

$program run "$work/trial.yaml" --out "$work/whole" --threads 1 >/dev/null
echo "after $(grep -c 'goes back into the queue' "$work/job.log") requeues: $(report "$work/out" state_hash), without: $(report "$work/whole" state_hash)"
[ "$(report "$work/out" exit_reason)" = completed ]
[ "$(report "$work/out" state_hash)" = "$(report "$work/whole" state_hash)" ]
cmp "$work/out/metrics.jsonl" "$work/whole/metrics.jsonl"
echo "the same state and the same metrics"
