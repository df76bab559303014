using System.Xml.Linq;

namespace GpuTumor.Program.Tests;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder of GpuTumor.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The product's projects: those of <c>kernels/</c> and <c>src/</c>.</summary>
    public static IReadOnlyList<ProjectFile> Products { get; } =
        [.. new[] { "kernels", "src" }.SelectMany(ProjectsUnder).OrderBy(project => project.Name, StringComparer.Ordinal)];

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GpuTumor.sln")))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new InvalidOperationException($"no GpuTumor.sln above {AppContext.BaseDirectory}: run the tests from a checkout");
    }

    private static IEnumerable<ProjectFile> ProjectsUnder(string folder)
        => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories)
            .Select(path => new ProjectFile(path, XDocument.Load(path)));
}

/// <summary>A project: what it is called, what it refers to, and its source.</summary>
internal sealed record ProjectFile(string Path, XDocument Content)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Names of the projects referred to.</summary>
    public IReadOnlyList<string> Projects
        => [.. References("ProjectReference").Select(include => System.IO.Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))];

    /// <summary>Names of the packages referred to.</summary>
    public IReadOnlyList<string> Packages => References("PackageReference");

    /// <summary>The C# files, generated ones excepted.</summary>
    public IEnumerable<string> Sources
        => Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(Path)!, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split('/', '\\').Any(part => part is "obj" or "bin"));

    private List<string> References(string element)
        => [.. Content.Descendants(element).Select(reference => reference.Attribute("Include")!.Value)];
}
