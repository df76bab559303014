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
        f = h5py.File(sys.argv[-1])
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
        x, mode, genotype, resting = get('emt') / 255, get('mode'), get('genotype'), (get('phase') == 4) | (get('autophagy') > 0)
        d1 = np.minimum(get('damage') / 255, 1 - 1e-6)
        harm = (d1 / (1 - d1)) ** 3
        cost = 0.1 * ((genotype & 8) > 0) + 0.1 * ((genotype & 16) > 0)
        div = np.log(2) / 22 * np.minimum(E, 1) * (1 + 1.5 * A) / 2.5 * np.clip((o2 - 5) / 33, 0, 1) * (1 - 0.4 * x) * (1 - cost)
        div = np.where(resting, 0, div * np.choose(np.minimum(mode, 3), [1, 0, 0.25, 0]))
        kept = np.where((mode == 1) | (mode == 2), 0.05 * (1 + 4 * (1 - A)), 1)
        die = (0.35 / 24 * lost / (lost + 0.6 ** 3) * (1 - 0.6 * A) * kept + 1.2 / 24 * harm / (harm + 1) * (1 - 0.4 * A)) * (1 - 0.4 * x)
        die = (die + 0.05 / 24 + 1 / 24 * np.clip((5 - o2) / 2.5, 0, 1)) * np.where(get('autophagy') > 0, 0.6, 1)
        out('functional_resistant_fraction', (div > die)[L].mean())
        """;

    private const string FurtherProgram = """
        phase = get('phase')[L]
        out('cycling_fraction', ((phase == 2) | (phase == 3)).mean())
        out('living_phase_g1', (phase == 1).sum())
        out('persister_fraction', ((mode[L] == 1) | (mode[L] == 2)).mean())
        emt = get('emt')[L] / 255
        out('living_emt_low', (emt < 0.3).sum())
        out('living_emt_high', (emt > 0.7).sum())
        out('memory_mean', get('memory')[L].mean() / 255)
        out('damage_mean', get('damage')[L].mean() / 255)
        out('clones_hill', np.exp(-(p * np.log(p)).sum()))
        out('clones_berger_parker', p.max())
        out('equivalent_radius', (3 * closed.sum() / (4 * np.pi)) ** (1 / 3) * h)
        out('sphericity', np.pi ** (1 / 3) * (6 * (smooth > 0.5).sum()) ** (2 / 3) / measure.mesh_surface_area(v, t))
        from scipy.spatial import ConvexHull, distance
        b = np.argwhere(body)
        out('largest_diameter', (distance.pdist(b[ConvexHull(b).vertices]).max() + 1) * h)
        out('satellite_share', np.delete(sizes, sizes.argmax()).sum() / sizes.sum())
        out('necrotic_share', (kind == 2 + 1).sum() / closed.sum())
        inside = get('chemo_a_inside')[L].astype(float)
        out('chemo_a_inside_mean', inside.mean())
        out('chemo_a_inside_p95', np.quantile(inside, 0.95))
        # What was met in time: trapezoids in place.
        moments = []
        for name in sys.argv[1:]:
            one = h5py.File(name)
            step = one['data/%d' % one.attrs['iteration']]
            moments.append((float(step.attrs['time']) / 24, {q: step['fields'][q][...].astype(float)
                for q in ('targeted_drug', 'chemo_a', 'chemo_a_inside', 'hgf', 'cell_kind', 'secretome', 'perfusion')}))
        area = lambda of: sum((t1 - t0) / 2 * (of(a) + of(b)) for (t0, a), (t1, b) in zip(moments, moments[1:]))
        living = lambda m: m['cell_kind'] == 1
        for drug in ('targeted_drug', 'chemo_a', 'chemo_a_inside'):
            c = np.sort(area(lambda m: m[drug])[L])
            out(drug + '_auc_mean', c.mean())
            out(drug + '_auc_p05', np.quantile(c, 0.05))
            i = np.arange(1, len(c) + 1)
            out(drug + '_auc_gini', (2 * (i * c).sum() / (len(c) * c.sum())) - (len(c) + 1) / len(c))
        out('hgf_integral', area(lambda m: m['hgf'][living(m)].mean()))
        out('secretome_integral', area(lambda m: m['secretome'][living(m)].sum() / 255))
        (t0, a), (t1, b) = moments[-2:]
        for drug, level in (('targeted_drug', 0.1), ('chemo_a_inside', 0.1 * 1 / 0.002)):
            met = (t1 - t0) / 2 * (a[drug] + b[drug])
            if drug == 'targeted_drug':
                out(drug + '_sanctuary_auc', (met[L] < 0.1 * met[b['perfusion'] > 0].mean()).mean())
            low, high = np.minimum(a[drug], b[drug])[L], np.maximum(a[drug], b[drug])[L]
            below = np.where(high < level, 1, np.where(low < level, (level - low) / np.maximum(high - low, 1e-30), 0))
            out(drug + '_sanctuary_ic50', (below >= 0.9 - 1e-5).mean())
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
        ["sphericity"] = 3e-3,
        ["chemo_a_inside_mean"] = 1e-5,
        ["chemo_a_inside_p95"] = 1e-3,
        ["hgf_integral"] = 1e-5,
        ["targeted_drug_auc_mean"] = 1e-5,
        ["targeted_drug_auc_p05"] = 1e-3,
        ["targeted_drug_auc_gini"] = 2e-3,
        ["targeted_drug_sanctuary_auc"] = 2e-3,
        ["chemo_a_auc_mean"] = 1e-5,
        ["chemo_a_auc_p05"] = 1e-3,
        ["chemo_a_auc_gini"] = 2e-3,
        ["chemo_a_inside_auc_mean"] = 1e-5,
        ["chemo_a_inside_auc_p05"] = 1e-3,
        ["chemo_a_inside_auc_gini"] = 2e-3,
    };

    private readonly string _directory = Directory.CreateTempSubdirectory("gputumor-real-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [FactNeedingSciPy("h5py")]
    public void MetricsOfASimulatedTumourAgreeWithSciPyReadingTheSameFile()
    {
        Simulate();
        string theirs = FactNeedingSciPyAttribute.RunPython(Program + "\n" + FurtherProgram, [.. Directory.GetFiles(_directory, "snap_*.h5").Order()]);
        using var output = new StringWriter();
        Assert.Equal(0, PostCommand.Run(["metrics", _directory, "--json"], new Terminal(output, TextWriter.Null)));
        using JsonDocument document = JsonDocument.Parse(output.ToString());
        JsonElement ours = document.RootElement.GetProperty("runs")[0].GetProperty("rows").EnumerateArray().Last();

        string[] lines = theirs.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length >= 50, theirs);
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
            fields: { oxygen: {}, targeted_drug: {}, hgf: {}, igf1: {}, chemo_a: {} }
            tumour:
              cells: 4000
              founders:
                sensitive: { fraction: 80 % }
                resistant: { fraction: 20 %, genotype: [target] }
            treatments:
              - { drug: targeted_drug, level: 1, from: 0 d }
              - { drug: chemo_a, level: 0.2 uM, from: 12 h }
            """);
        Arm arm = ScenarioFile.Load(file, ScenarioOverrides.None).Arms.Single();
        var backend = new CpuBackend(2, LaneWidths.Best);
        using var patient = new Patient(arm.Model, backend);
        using var observer = new SnapshotObserver(
            _directory, Schedule.EverySteps(48), Provenance.OfThisRun(arm.Model, backend, arm.ResolvedYaml), new SnapshotOptions());
        Simulation.Run(arm.Model, patient, [observer], CancellationToken.None);
    }
}
