using System.Reflection;
using System.Text.RegularExpressions;

namespace GpuTumor.Program.Tests;

/// <summary>The arrows between the projects, read from the project files and the source.</summary>
public sealed partial class ArchitectureTests
{
    private const string Hdf5Declarations = "HDF.PInvoke.Shim";

    // What each project may refer to. A new project has to say here where it stands.
    private static readonly Dictionary<string, string[]> _allowedProjects = new()
    {
        ["GpuTumor.Kernels"] = [],
        ["GpuTumor.Engine"] = ["GpuTumor.Kernels"],
        ["GpuTumor.Backends.Cpu"] = ["GpuTumor.Engine"],
        ["GpuTumor.Backends.Ilgpu"] = ["GpuTumor.Engine"],
        [Hdf5Declarations] = [],
        ["GpuTumor.Snapshots"] = ["GpuTumor.Engine", Hdf5Declarations],
        ["GpuTumor.Scenarios"] = ["GpuTumor.Engine"],
        ["GpuTumor.Metrics"] = ["GpuTumor.Snapshots"],
        ["GpuTumor.Post"] = ["GpuTumor.Metrics"],
        ["GpuTumor.Cli"] = ["GpuTumor.Backends.Cpu", "GpuTumor.Backends.Ilgpu", "GpuTumor.Snapshots", "GpuTumor.Scenarios"],
    };

    // Packages are few and each has one place.
    private static readonly Dictionary<string, string[]> _allowedPackages = new()
    {
        ["GpuTumor.Backends.Ilgpu"] = ["ILGPU", "ILGPU.Algorithms"],
        ["GpuTumor.Snapshots"] = ["HDF.PInvoke.1.10"],
        [Hdf5Declarations] = ["HDF.PInvoke.1.10"],
        ["GpuTumor.Scenarios"] = ["YamlDotNet"],
        ["GpuTumor.Post"] = ["System.CommandLine", "Spectre.Console"],
        ["GpuTumor.Cli"] = ["System.CommandLine", "Spectre.Console"],
    };

    // A native library is one per process and keeps state of its own; so does what counts its handles.
    private static readonly string[] _stateOfNativeLibraries = ["GpuTumor.Snapshots.Handle._open", "GpuTumor.Snapshots.Hdf5._isQuiet"];

    public static TheoryData<string> Products => [.. Repository.Products.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Products))]
    public void AProjectRefersOnlyToWhatStandsBelowIt(string name)
    {
        ProjectFile project = Find(name);
        Assert.True(_allowedProjects.ContainsKey(name), $"{name} is new: say in _allowedProjects what it may refer to");
        Assert.Empty(project.Projects.Except(_allowedProjects[name]));
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void APackageIsUsedInItsOnePlace(string name)
        => Assert.Empty(Find(name).Packages.Except(_allowedPackages.GetValueOrDefault(name, [])));

    [Fact]
    public void EveryProjectOfTheListExists()
    {
        // The declarations of HDF5 are in a project of their own only where the package is not used.
        string[] missing = [.. _allowedProjects.Keys.Except(Repository.Products.Select(p => p.Name)).Except([Hdf5Declarations])];
        Assert.Empty(missing);
    }

    [Fact]
    public void OnlyTheIlgpuBackendNamesIlgpu()
        => Assert.Empty(FilesWhere(IlgpuNamespace(), except: ["GpuTumor.Backends.Ilgpu"]));

    [Fact]
    public void OnlySnapshotsNameHdf5()
        => Assert.Empty(FilesWhere(Hdf5Namespace(), except: ["GpuTumor.Snapshots", Hdf5Declarations]));

    [Fact]
    public void KernelBodiesNameNoIntrinsicsAndDoNoInputOrOutput()
        => Assert.Empty(FilesWhere(PlumbingNamespace(), only: "GpuTumor.Kernels"));

    [Fact]
    public void PostProcessingReachesNoBackendAndNoScenarioCode()
    {
        HashSet<string> reached = [];
        Queue<string> open = new(["GpuTumor.Post"]);
        while (open.TryDequeue(out string? name))
        {
            foreach (string next in Find(name).Projects.Where(reached.Add))
                open.Enqueue(next);
        }

        Assert.DoesNotContain(reached, name => name.StartsWith("GpuTumor.Backends", StringComparison.Ordinal));
        Assert.DoesNotContain("GpuTumor.Scenarios", reached);
    }

    [Fact]
    public void NothingIsStaticAndMutable()
    {
        string[] found =
        [
            .. ProductAssemblies()
                .SelectMany(assembly => assembly.GetTypes())
                .Where(type => !IsOfTheCompiler(type))
                .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                .Where(field => !field.IsInitOnly && !field.IsLiteral && !IsOfTheCompiler(field))
                .Select(field => $"{field.DeclaringType!.FullName}.{field.Name}"),
        ];
        Assert.Empty(found.Except(_stateOfNativeLibraries));
    }

    [Fact]
    public void AFileIsOneIdea()
    {
        // Mostly under 200 lines; beyond 400 a file holds two ideas.
        const int Longest = 400;
        string[] tooLong =
        [
            .. Repository.Products.Where(project => project.Name != Hdf5Declarations)
                .SelectMany(project => project.Sources)
                .Select(file => (File: Short(file), Lines: File.ReadLines(file).Count()))
                .Where(file => file.Lines > Longest)
                .Select(file => $"{file.File}: {file.Lines} lines"),
        ];
        Assert.Empty(tooLong);
    }

    [Fact]
    public void EveryProjectIsPartOfTheSolution()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "GpuTumor.sln"));
        Assert.All(Repository.Products, project => Assert.Contains($"\"{project.Name}\"", solution, StringComparison.Ordinal));
    }

    private static ProjectFile Find(string name) => Repository.Products.Single(project => project.Name == name);

    private static Assembly[] ProductAssemblies()
    {
        Assembly[] assemblies =
        [
            .. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .Where(name => !name.Contains(".Tests", StringComparison.Ordinal)
                    && (name.StartsWith("GpuTumor.", StringComparison.Ordinal) || name.StartsWith("gputumor", StringComparison.Ordinal)))
                .Select(name => Assembly.Load(name)),
        ];
        // All projects but the declarations of HDF5: else the search looked in the wrong place.
        Assert.True(assemblies.Length >= _allowedProjects.Count - 1, $"only {assemblies.Length} product assemblies beside the tests");
        return assemblies;
    }

    // Caches of lambdas and of switch tables; the field behind a static property with a setter is ours.
    private static bool IsOfTheCompiler(MemberInfo member)
        => member.Name.StartsWith('<') && !member.Name.EndsWith("k__BackingField", StringComparison.Ordinal);

    private static string Short(string file) => Path.GetRelativePath(Repository.Root, file);

    private static List<string> FilesWhere(Regex pattern, string[]? except = null, string? only = null)
        =>
        [
            .. Repository.Products
                .Where(project => only is null ? !except!.Contains(project.Name) : project.Name == only)
                .SelectMany(project => project.Sources)
                .Where(file => File.ReadLines(file).Any(pattern.IsMatch))
                .Select(Short),
        ];

    [GeneratedRegex(@"^\s*(global )?using (static )?ILGPU\b|[^.\w]ILGPU\.")]
    private static partial Regex IlgpuNamespace();

    [GeneratedRegex(@"^\s*(global )?using (static )?HDF\.PInvoke|\bHDF\.PInvoke\.|\bH5[FDSTPAGL]\.")]
    private static partial Regex Hdf5Namespace();

    [GeneratedRegex(@"System\.(Runtime\.Intrinsics|IO|Threading|Net|Console)\b|\b(Vector(128|256|512)|File|Console|Thread)\.")]
    private static partial Regex PlumbingNamespace();
}
