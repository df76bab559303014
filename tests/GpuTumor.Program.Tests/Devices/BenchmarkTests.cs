using System.Text.Json;

namespace GpuTumor.Program.Tests;

/// <summary>What the benchmarks say; how fast it is depends on the machine.</summary>
public sealed class BenchmarkTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public void AllCasesStandInOneTableAndInOneFile()
    {
        string file = Path.Combine(_workplace.Folder, "bench.jsonl");
        string table = Gputumor.Succeed(
            "bench", "all", "--backend", "cpu", "--threads", "2", "--size", "20", "--cpu-size", "16", "--steps", "2", "--out", file).Output;

        JsonElement[] rows = [.. File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement)];
        string[] cases = ["fields.ftcs", "fields.clenshaw", "fields.multigrid_v11", "cells.step", "cells.transport", "run.secretome-small", "run.ten_fields"];
        foreach (int size in new[] { 16, 20 })
        {
            foreach (string name in cases)
            {
                JsonElement row = Assert.Single(rows, row
                    => row.GetProperty("case").GetString() == name && row.GetProperty("size")[0].GetInt32() == size);
                Assert.Equal(JsonValueKind.Null, row.GetProperty("skipped").ValueKind);
                Assert.True(row.GetProperty("median_s").GetDouble() >= 0);
                Assert.Equal(size == 16, row.GetProperty("speedup").ValueKind == JsonValueKind.Null);
                Assert.Contains(name, table, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void CellsAreMeasuredOnAnyBackend()
    {
        string[] lines = Gputumor.Succeed("bench", "cells", "--backend", "reference", "--size", "16", "--json").Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(["cells.step", "cells.transport"], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("case").GetString()));
        Assert.All(lines, line => Assert.True(JsonDocument.Parse(line).RootElement.GetProperty("cells").GetInt64() > 0));
    }

    [Fact]
    public void ADeviceThatIsNotThereIsALineOfTheTable()
    {
        string table = Gputumor.Succeed(
            "bench", "all", "--backend", "opencl", "--device", "1000", "--size", "16", "--cpu-size", "16", "--steps", "1").Output;

        Assert.Contains("opencl", table, StringComparison.Ordinal);
        Assert.Contains("device", table, StringComparison.Ordinal);
    }

    [Fact]
    public void VerifyKeepsItsResultsForScripts()
    {
        string file = Path.Combine(_workplace.Folder, "verify.jsonl");
        Gputumor.Succeed("verify", _workplace.ScenarioFile, "--steps", "1", "--out", file);

        JsonElement[] rows = [.. File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal("reference", rows[0].GetProperty("backend").GetString());
        Assert.All(rows, row => Assert.True(
            row.GetProperty("refusal").ValueKind == JsonValueKind.String
                || (row.GetProperty("same").GetBoolean() && row.GetProperty("differs").GetArrayLength() == 0)));
    }
}
