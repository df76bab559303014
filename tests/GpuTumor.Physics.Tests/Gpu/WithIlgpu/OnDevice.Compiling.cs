using System.Reflection;
using GpuTumor.Backends.Ilgpu;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.Cuda;

namespace GpuTumor.Physics.Tests;

internal static partial class OnDevice
{
    private static readonly Type[] _kinds = [typeof(IItemWork), typeof(IVoxelWork), typeof(IRowWork)];

    public static bool CanCompile => true;

    /// <summary>Compiles every kernel of the product, and those of the tests, for a compute capability.</summary>
    public static IReadOnlyList<PtxListing> Compile(int major, int minor)
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
                : nameof(EntryPoints.Rows);
            MethodInfo kernel = typeof(EntryPoints).GetMethod(entry)!.MakeGenericMethod(work);
            var compiled = (PTXCompiledKernel)compiler.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(kernel), default);
            listings.Add(new PtxListing(work.Name, compiled.PTXAssembly));
        }

        return listings;
    }

    private static IEnumerable<Type> Works()
        => new[] { typeof(GpuContext).Assembly, typeof(OnDevice).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsValueType && !type.ContainsGenericParameters)
            .Where(type => _kinds.Any(type.IsAssignableTo));
}
