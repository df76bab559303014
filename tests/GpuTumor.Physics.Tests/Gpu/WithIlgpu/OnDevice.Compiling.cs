using System.Collections.Concurrent;
using System.Reflection;
using GpuTumor.Backends.Ilgpu;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.Cuda;

namespace GpuTumor.Physics.Tests;

internal static partial class OnDevice
{
    private static readonly Type[] _kinds = [typeof(IItemWork), typeof(IVoxelWork), typeof(IRegionWork), typeof(IRegionCountWork), typeof(IRowWork), typeof(IFourWork), typeof(ITileWork), typeof(IGroupWork)];

    // Compiling them all takes seconds, and several tests look at them.
    private static readonly ConcurrentDictionary<(int, int), Lazy<IReadOnlyList<PtxListing>>> _listings = new();

    public static bool CanCompile => true;

    /// <summary>Compiles every kernel of the product, and those of the tests, for a compute capability.</summary>
    public static IReadOnlyList<PtxListing> Compile(int major, int minor)
        => _listings.GetOrAdd((major, minor), _ => new Lazy<IReadOnlyList<PtxListing>>(() => Listings(major, minor))).Value;

    private static List<PtxListing> Listings(int major, int minor)
    {
        CudaArchitecture architecture = new(major, minor);
        using Context context = GpuContext.CreateContext();
        using PTXBackend compiler = new(
            context, new CudaCapabilityContext(architecture), architecture, CudaInstructionSet.ISA_80, null);
        List<PtxListing> listings = [];
        foreach (Type work in Works())
        {
            string entry = work.IsAssignableTo(typeof(IItemWork)) ? nameof(EntryPoints.Items)
                : work.IsAssignableTo(typeof(IVoxelWork)) ? nameof(EntryPoints.Voxels)
                : work.IsAssignableTo(typeof(IRegionWork)) ? nameof(EntryPoints.Regions)
                : work.IsAssignableTo(typeof(IRegionCountWork)) ? nameof(EntryPoints.RegionCounts)
                : work.IsAssignableTo(typeof(IRowWork)) ? nameof(EntryPoints.Rows)
                : work.IsAssignableTo(typeof(IFourWork)) ? nameof(EntryPoints.Fours)
                : work.IsAssignableTo(typeof(ITileWork)) ? nameof(EntryPoints.Tiles)
                : nameof(EntryPoints.OneGroup);
            MethodInfo kernel = typeof(EntryPoints).GetMethod(entry)!.MakeGenericMethod(work);
            var compiled = (PTXCompiledKernel)compiler.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(kernel), default);
            listings.Add(new PtxListing(NameOf(work), compiled.PTXAssembly));
        }

        return listings;
    }

    private static IEnumerable<Type> Works()
        => new[] { typeof(GpuContext).Assembly, typeof(OnDevice).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsValueType && _kinds.Any(type.IsAssignableTo))
            .SelectMany(type => type.IsGenericTypeDefinition
                ? [
                    type.MakeGenericType(typeof(FieldLattice), typeof(RowStencil)),
                    type.MakeGenericType(typeof(MatrixLattice), typeof(MatrixRow)),
                ]
                : new[] { type });

    // Of a work for both kinds of lattice the plain name is that in free tissue.
    private static string NameOf(Type work)
        => work.Name.Split('`')[0] + (work.GenericTypeArguments.Contains(typeof(MatrixLattice)) ? " in matrix" : "");
}
