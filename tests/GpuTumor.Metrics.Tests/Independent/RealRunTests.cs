using System.Globalization;
using System.Text.Json;
using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Post;
using GpuTumor.Scenarios;
using GpuTumor.Snapshots;

namespace GpuTumor.Metrics.Tests;

/// <summary>A small simulated tumour, measured by us and, from the file on, by h5py, NumPy, SciPy and scikit-image.</summary>
// One after the other: a process started meanwhile inherits the lock on a file just being written.
[Collection("files and processes")]
public sealed class RealRunTests : IDisposable
{
    private const string Program = """
        import sys, h5py, numpy as np
        from scipy import ndimage as nd
        from skimage import measure
        f = h5py.File(sys.argv[1])
        d = f['data/%d/fields' % f.attrs['iteration']]
        get = lambda name: d[name][...]
        h = float(d['oxygen'].attrs['gridSpacing'][0])
        out = lambda name, value: print(name, repr(float(value)))
        kind = get('cell_kind')
        L, dead = kind == 1, (kind == 2) | (kind == 3)
        excess = get('excess')
        out('cells_living', L.sum() + (excess > 0).sum())
        out('cells_apoptotic', (kind == 2).sum())
        genotype = get('genotype')
        R = L & ((genotype & 0b101111) != 0)
        S = L & ~R
        out('resistant_fraction', R.sum() / L.sum())
        for name in ('erk', 'akt', 'fra1'):
            out(name + '_mean', get(name)[L].mean() / 255)
        p = np.bincount(get('clone')[L])
        p = p[p > 0]
        p = p[(p >= 10) | (p >= 1e-4 * p.sum())]
        p = p / p.sum()
        out('clones_shannon', -(p * np.log(p)).sum())
        out('clones_simpson', 1 - (p * p).sum())
        P = 8
        pad = lambda m: np.pad(m, P)
        edt = nd.distance_transform_edt
        M = pad(L | dead)
        closed = edt(edt(~M) <= 3) > 3
        out('volume_mass', closed.sum() * h ** 3)
        labels, n = nd.label(L, np.ones((3, 3, 3)))
        sizes = np.bincount(labels.ravel())[1:]
        main = labels == 1 + sizes.argmax()
        out('satellites', n - 1)
        out('satellites_of_8', (np.delete(sizes, sizes.argmax()) >= 8).sum())
        out('components_by_faces', nd.label(L)[1])
        if n > 1:
            near = nd.minimum(edt(~main), labels, [i + 1 for i in range(n) if i != sizes.argmax()])
            out('satellite_distance_mean', np.mean(near) * h)
            out('satellite_distance_max', np.max(near) * h)
        r = np.argwhere(L)
        out('radius_of_gyration', np.sqrt(((r - r.mean(0)) ** 2).sum(1).mean()) * h)
        blobs, k = nd.label(closed, np.ones((3, 3, 3)))
        body = blobs == np.bincount(blobs[pad(main)]).argmax()
        smooth = nd.gaussian_filter(body.astype(np.float32), 1.0, mode='constant')
        v, t, _, _ = measure.marching_cubes(smooth, 0.5)
        out('surface_area', measure.mesh_surface_area(v, t) * h ** 2)
        core = edt(edt(body) > 3)
        opened = edt(~(edt(body) > 3)) <= 3
        front = pad(main) & ~opened
        out('front_cells', front.sum())
        if front.any():
            out('front_depth', np.quantile(edt(~opened)[front], 0.95, method='inverted_cdf') * h)
            around = nd.convolve(pad(L).astype(int), np.ones((3, 3, 3), int), mode='constant') - 1
            out('collective_ratio', (around[front] >= 2).mean())
        pairs = sr = 0
        for dz, dy, dx in [(a, b, c) for a in (-1, 0, 1) for b in (-1, 0, 1) for c in (-1, 0, 1) if (a, b, c) > (0, 0, 0)]:
            shift = lambda m: np.roll(pad(m), (-dz, -dy, -dx), (0, 1, 2))
            pairs += (pad(L) & shift(L)).sum()
            sr += (pad(S) & shift(R)).sum() + (pad(R) & shift(S)).sum()
        f_r = R.sum() / L.sum()
        out('mixing_index', sr / (pairs * 2 * f_r * (1 - f_r)))
        out('resistant_to_sensitive_median', np.quantile(edt(~S)[R], 0.5, method='inverted_cdf') * h)
        o2 = get('oxygen')
        out('oxygen_mean', o2[L].mean())
        out('oxygen_p50', np.quantile(o2[L], 0.5))
        out('hypoxic_fraction', (o2[L] < 10).mean())
        hgf = get('hgf').astype(float)
        inner = np.zeros_like(L); inner[1:-1, 1:-1, 1:-1] = True
        g = np.sqrt(sum(((np.roll(hgf, -1, a) - np.roll(hgf, 1, a)) / 2) ** 2 for a in range(3)))
        out('hgf_gradient_length', hgf[L & inner].mean() / g[L & inner].mean() * h)
        c = np.sort(get('targeted_drug')[L].astype(float))
        i = np.arange(1, len(c) + 1)
        out('targeted_drug_gini', (2 * (i * c).sum() / (len(c) * c.sum())) - (len(c) + 1) / len(c))
        E, A = get('erk') / 255, get('akt') / 255
        lost = (1 - E) ** 3
        div = np.log(2) / 22 * np.minimum(E, 1) * (1 + 1.5 * A) / 2.5 * np.clip((o2 - 5) / 33, 0, 1)
        die = 0.05 / 24 + 0.35 / 24 * lost / (lost + 0.6 ** 3) * (1 - 0.6 * A) + 1 / 24 * np.clip((5 - o2) / 2.5, 0, 1)
        x = get('emt') / 255 if 'emt' in d else 0
        mode = get('mode') if 'mode' in d else np.zeros_like(kind)
        div = div * (1 - 0.4 * x) * np.choose(np.minimum(mode, 3), [1, 0, 0.25, 0])
        die = 0.05 / 24 + (die - 0.05 / 24 - 1 / 24 * np.clip((5 - o2) / 2.5, 0, 1)) * (1 - 0.4 * x) * np.where(mode == 1, 0.05, 1) + 1 / 24 * np.clip((5 - o2) / 2.5, 0, 1)
        out('functional_resistant_fraction', (div > die)[L].mean())
        """;

    // Where a cube's surface is not flat, ways to cut it into triangles differ by parts in a thousand; fields are binned to 0.05 %;
    // a cell at the very balance of division and death may fall to either side.
    private static readonly Dictionary<string, double> _tolerances = new()
    {
        ["surface_area"] = 3e-3,
        ["oxygen_p50"] = 1e-3,
        ["hypoxic_fraction"] = 2e-3,
        ["targeted_drug_gini"] = 2e-3,
        ["functional_resistant_fraction"] = 2e-3,
        ["hgf_gradient_length"] = 1e-5,
        ["oxygen_mean"] = 1e-5,
    };

    private readonly string _directory = Directory.CreateTempSubdirectory("gputumor-real-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [FactNeedingSciPy("h5py")]
    public void MetricsOfASimulatedTumourAgreeWithSciPyReadingTheSameFile()
    {
        Simulate();
        string file = Directory.GetFiles(_directory, "snap_*.h5").Order().Last();
        string theirs = FactNeedingSciPyAttribute.RunPython(Program, file);
        using var output = new StringWriter();
        Assert.Equal(0, PostCommand.Run(["metrics", _directory, "--json"], new Terminal(output, TextWriter.Null)));
        using JsonDocument document = JsonDocument.Parse(output.ToString());
        JsonElement ours = document.RootElement.GetProperty("runs")[0].GetProperty("rows").EnumerateArray().Last();

        string[] lines = theirs.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length >= 25, theirs);
        Assert.All(lines.Select(l => l.Split(' ')), pair =>
        {
            double expected = double.Parse(pair[1], CultureInfo.InvariantCulture);
            double tolerance = (_tolerances.GetValueOrDefault(pair[0], 1e-9) * Math.Abs(expected)) + 1e-12;
            double measured = ours.GetProperty(pair[0]).GetDouble();
            Assert.True(Math.Abs(measured - expected) <= tolerance, $"{pair[0]}: {measured} here, {expected} there");
        });
    }

    // The demo in a small box, two days under the drug; one cell in five is resistant.
    private void Simulate()
    {
        string file = Path.Combine(_directory, "scenario.yaml");
        File.WriteAllText(file, """
            name: real
            seed: 5
            duration: 2 d
            domain: { size: [40, 40, 40], spacing: 20 um }
            vessels: { spacing: 100 um }
            fields: { oxygen: {}, targeted_drug: {}, hgf: {}, igf1: {} }
            tumour:
              cells: 4000
              founders:
                sensitive: { fraction: 80 % }
                resistant: { fraction: 20 %, genotype: [target] }
            treatments:
              - { drug: targeted_drug, level: 1, from: 0 d }
            """);
        Arm arm = ScenarioFile.Load(file, ScenarioOverrides.None).Arms.Single();
        var backend = new CpuBackend(2, LaneWidths.Best);
        using var patient = new Patient(arm.Model, backend);
        using var observer = new SnapshotObserver(
            _directory, Schedule.EverySteps(48), Provenance.OfThisRun(arm.Model, backend, arm.ResolvedYaml), new SnapshotOptions());
        Simulation.Run(arm.Model, patient, [observer], CancellationToken.None);
    }
}
