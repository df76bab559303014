using System.CommandLine;
using GpuTumor.Backends.Cpu;
using GpuTumor.Backends.Ilgpu;
using GpuTumor.Engine;
using GpuTumor.Snapshots;

namespace GpuTumor.Cli;

/// <summary><c>gputumor devices</c>: where this build can compute on this machine, and what is missing.</summary>
internal static class DevicesCommand
{
    /// <summary>Adds the command.</summary>
    public static void AddTo(RootCommand root, Examples examples, Terminal terminal)
    {
        Command command = new("devices", "Lists backends, devices and native libraries, and says how to get what is missing.");
        Option<bool> json = new("--json") { Description = "As one JSON object." };
        command.Add(json);
        command.Does(terminal, parsed =>
        {
            Inventory inventory = Inventory.Take();
            if (parsed.GetValue(json))
                terminal.Output.WriteLine(Json.Line(inventory));
            else
                Describe(inventory, terminal.Output);
            return ExitCode.Done;
        });
        examples.Add(command, "gputumor devices");
        root.Add(command);
    }

    private static void Describe(Inventory inventory, TextWriter output)
    {
        TextTable table = new("backend", "device", "memory", "name");
        foreach (DeviceLine device in inventory.Devices)
            table.Add(device.Backend, device.Device.ToString("D"), Demand.Amount(device.MemoryBytes), device.Name);
        output.Write(table);
        output.WriteLine();
        foreach (string missing in inventory.Missing)
            output.WriteLine(missing);
        output.WriteLine(inventory.Hdf5);
    }

    private sealed record DeviceLine(string Backend, int Device, string Name, long MemoryBytes, bool RunsTissue);

    private sealed record Inventory(IReadOnlyList<DeviceLine> Devices, IReadOnlyList<string> Missing, string Hdf5, string Version)
    {
        public static Inventory Take()
        {
            List<DeviceLine> devices = [];
            foreach (CpuBackend backend in new[] { new CpuBackend(Environment.ProcessorCount, LaneWidths.Best), CpuBackend.Reference })
                devices.Add(new(backend.Name, 0, backend.Device, backend.AvailableMemory, RunsTissue: true));

            List<string> missing = [];
            foreach (GpuDevice device in GpuDevices.Discover())
            {
                string? refusal = WhyNoTissue(device);
                devices.Add(new(device.Backend, device.Index, $"{device.Name}, {device.Capability}, {device.Driver}", device.Memory, refusal is null));
                if (refusal is not null)
                    missing.Add(refusal);
            }

            if (GpuDevices.ForDebugging is { } emulator)
                devices.Add(new(emulator.Backend, emulator.Index, $"{emulator.Name}, {emulator.Capability}, {emulator.Driver}", emulator.Memory, RunsTissue: true));
            if (GpuDevices.Explanation.Length > 0)
                missing.AddRange(GpuDevices.Explanation.Split('\n', StringSplitOptions.TrimEntries));
            return new(devices, missing, Hdf5Library.Describe(), ProgramVersion.Current.ToString());
        }

        private static string? WhyNoTissue(GpuDevice device)
        {
            try
            {
                device.CreateBackend();
                return null;
            }
            catch (DeviceException refusal)
            {
                return refusal.Message;
            }
        }
    }
}
