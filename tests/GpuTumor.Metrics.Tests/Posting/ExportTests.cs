using System.Globalization;
using GpuTumor.Post;

namespace GpuTumor.Metrics.Tests;

/// <summary>What other programs read of exported snapshots, voxel for voxel.</summary>
// One after the other: a process started meanwhile inherits the lock on a file just being written.
[Collection("files and processes")]
public sealed class ExportTests : IDisposable
{
    // The header field by field after nifti1.h, by hand: nothing of ours, no library.
    private const string ReadNifti = """
        import gzip, struct, sys, array
        b = gzip.open(sys.argv[1]).read()
        f = lambda fmt, at: struct.unpack_from('<' + fmt, b, at)
        assert f('i', 0)[0] == 348 and b[344:348] == b'n+1\0', 'not NIfTI-1'
        dim, (datatype, bitpix) = f('8h', 40), f('2h', 70)
        pixdim, offset, slope, inter = f('8f', 76), *f('3f', 108)
        qform, sform = f('2h', 252)
        print('dim', *dim[:4]); print('type', datatype, bitpix); print('pixdim', *('%.6f' % p for p in pixdim[:4]))
        print('units', b[123]); print('scale', slope, inter); print('forms', qform, sform)
        print('sform', *('%.6f' % v for v in f('12f', 280))); print('qform', *('%.6f' % v for v in f('6f', 256)))
        assert len(b) == int(offset) + dim[1] * dim[2] * dim[3] * bitpix // 8, 'size'
        values = array.array({2: 'B', 16: 'f', 768: 'I'}[datatype]); values.frombytes(b[int(offset):])
        raw = array.array(values.typecode); raw.frombytes(open(sys.argv[2], 'rb').read())
        print('equal', values == raw)
        """;

    private const string ReadWithVtk = """
        import sys, vtk, array
        from vtk.util.numpy_support import vtk_to_numpy
        import numpy as np
        path, raw = sys.argv[1], sys.argv[2:]
        reader = vtk.vtkXMLImageDataReader() if path.endswith('.vti') else vtk.vtkNIFTIImageReader()
        reader.SetFileName(path)
        errors = []
        reader.AddObserver('ErrorEvent', lambda o, e: errors.append(e))
        reader.Update()
        image = reader.GetOutput()
        print('dimensions', *image.GetDimensions()); print('spacing', *('%g' % s for s in image.GetSpacing()))
        print('origin', *('%g' % s for s in image.GetOrigin()))
        data = image.GetPointData()
        for item in raw:
            name, kind, file = item.split('=')
            values = vtk_to_numpy(data.GetArray(name) if path.endswith('.vti') else data.GetScalars())
            print(name, values.dtype, np.array_equal(values.ravel(), np.fromfile(file, kind)))
        print('errors', len(errors))
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("gputumor-export-").FullName;

    public ExportTests()
    {
        SyntheticRun.Write(_root, "drug", treated: true, size: 40, days: 1);
        using StoredSnapshot snapshot = StoredSnapshot.Open(Path.Combine(_root, "snap_00000004.h5"));
        foreach (Engine.Quantity quantity in snapshot.Quantities)
        {
            var bytes = new byte[snapshot.Grid.Voxels * quantity.ElementSize];
            snapshot.Read(quantity.Name, 0, snapshot.Grid.Nz, bytes);
            File.WriteAllBytes(Raw(quantity.Name), bytes);
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [FactNeedingPython]
    public void NiftiHeadersAndVoxelsAreThoseOfTheStandard()
    {
        Export("nifti", "--fields", "oxygen", "clone", "cell_kind");
        foreach ((string name, string type) in (ValueTuple<string, string>[])[("oxygen", "16 32"), ("clone", "768 32"), ("cell_kind", "2 8")])
        {
            string read = FactNeedingSciPyAttribute.RunPython(ReadNifti, Path.Combine(_root, $"{name}_00000004.nii.gz"), Raw(name));
            Assert.Equal(
                string.Join('\n', "dim 3 40 36 32", $"type {type}", "pixdim 1.000000 0.020000 0.020000 0.020000", "units 10",
                    "scale 1.0 0.0", "forms 1 1",
                    "sform 0.020000 0.000000 0.000000 0.010000 0.000000 0.020000 0.000000 0.010000 0.000000 0.000000 0.020000 0.010000",
                    "qform 0.000000 0.000000 0.000000 0.010000 0.010000 0.010000", "equal True", ""),
                read);
        }
    }

    [FactNeedingVtk]
    public void VtkReadsTheImageAndEveryArrayOfIt()
    {
        Export("vti");
        string read = FactNeedingSciPyAttribute.RunPython(
            ReadWithVtk, Path.Combine(_root, "snap_00000004.vti"), $"oxygen=f4={Raw("oxygen")}", $"clone=u4={Raw("clone")}", $"cell_kind=u1={Raw("cell_kind")}");
        Assert.Contains("dimensions 40 36 32\nspacing 20 20 20\norigin 10 10 10\n", read, StringComparison.Ordinal);
        Assert.Contains("oxygen float32 True\nclone uint32 True\ncell_kind uint8 True\nerrors 0", read, StringComparison.Ordinal);
    }

    [FactNeedingVtk]
    public void VtkReadsNifti()
    {
        Export("nifti", "--fields", "oxygen");
        string read = FactNeedingSciPyAttribute.RunPython(ReadWithVtk, Path.Combine(_root, "oxygen_00000004.nii.gz"), $"oxygen=f4={Raw("oxygen")}");
        Assert.Contains("dimensions 40 36 32\nspacing 0.02 0.02 0.02", read, StringComparison.Ordinal);
        Assert.Contains("oxygen float32 True\nerrors 0", read, StringComparison.Ordinal);
    }

    [Fact]
    public void TheTableHasARowForEachCell()
    {
        Export("csv");
        string[] lines = File.ReadAllLines(Path.Combine(_root, "cells_00000004.csv"));
        string[] names = lines[0].Split(',');
        Assert.Equal("um", lines[1].Split(',')[0]);
        Assert.Equal("mmHg", lines[1].Split(',')[Array.IndexOf(names, "oxygen")]);
        byte[] kinds = File.ReadAllBytes(Raw("cell_kind"));
        Assert.Equal(kinds.Count(k => k != 0), lines.Length - 2);

        string[] first = lines[2].Split(',');
        int voxel = Array.FindIndex(kinds, k => k != 0);
        Assert.Equal(((voxel % 40) + 0.5) * 20, double.Parse(first[0], CultureInfo.InvariantCulture));
        Assert.Equal(((voxel / (40 * 36)) + 0.5) * 20, double.Parse(first[2], CultureInfo.InvariantCulture));
        float oxygen = BitConverter.ToSingle(File.ReadAllBytes(Raw("oxygen")), 4 * voxel);
        Assert.Equal(oxygen, float.Parse(first[Array.IndexOf(names, "oxygen")], CultureInfo.InvariantCulture), 1e-5 * oxygen);
        Assert.Contains(first[Array.IndexOf(names, "cell_kind")], (string[])["tumour", "apoptotic", "necrotic"]);
    }

    [Fact]
    public void AllTakesEverySnapshotAndALaterFieldIsMissed()
    {
        Export("csv", "--time", "all", "--fields", "cell_kind", "--out", Path.Combine(_root, "tables"));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_root, "tables")).Length);
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal((int)ExitCode.BadData, PostCommand.Run(["export", _root, "--format", "csv", "--fields", "wine"], new Terminal(output, error)));
        Assert.Contains("holds no 'wine'", error.ToString(), StringComparison.Ordinal);
    }

    private string Raw(string quantity) => Path.Combine(_root, quantity + ".raw");

    private void Export(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = PostCommand.Run(["export", _root, "--format", .. arguments], new Terminal(output, error));
        Assert.True(code == 0, error.ToString());
    }
}
