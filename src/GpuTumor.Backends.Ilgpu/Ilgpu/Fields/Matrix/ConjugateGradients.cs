using GpuTumor.Engine;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Makes more of each cycle where dense matrix slows them: conjugate gradients, with the cycle as preconditioner.</summary>
/// <remarks>Step by step what the processor does; see there for the scheme. Its two maps are lent for a solution.</remarks>
internal sealed class ConjugateGradients : IDisposable
{
    private readonly GpuContext _context;
    private readonly LatticeSums _products;
    private ArrayView<float> _before;
    private ArrayView<float> _beforeThat;
    private FieldGeometry _geometry = null!;
    private FieldMaps _maps;
    private float _loss;
    private ConjugateRule _rule;

    public ConjugateGradients(GpuContext context, Grid grid)
    {
        _context = context;
        _products = new LatticeSums(context, grid, ProductWork.Quantities);
    }

    /// <summary>Sets the equation, before a cycle.</summary>
    /// <param name="geometry">Couplings.</param>
    /// <param name="maps">The field; its gain is the right-hand side.</param>
    /// <param name="loss">First-order loss everywhere beside the map [1/s].</param>
    /// <param name="before">A map that is free until the equation is solved.</param>
    /// <param name="beforeThat">Another.</param>
    public void Begin(FieldGeometry geometry, in FieldMaps maps, float loss, ArrayView<float> before, ArrayView<float> beforeThat)
    {
        (_geometry, _maps, _loss) = (geometry, maps, loss);
        (_before, _beforeThat) = (before, beforeThat);
        _rule = default;
        _context.Copy(maps.Concentration, _before);
        _context.Copy(maps.Concentration, _beforeThat);
    }

    /// <summary>Takes up what a cycle did, and goes further.</summary>
    public void Improve()
    {
        _products.Run(
            new ProductWork(_geometry.InMatrix(0), _before, _maps.Concentration, _maps.Reaction, _loss), 0, ProductWork.Quantities);
        _products.Fetch(ProductWork.Quantities);
        (float along, float onward) = _rule.Next(_products.Total(ProductWork.OfDefect), _products.Total(ProductWork.OfOperator));
        _context.ForEach(
            _before.Length, new ConjugateWork(_before, _beforeThat, _maps.Concentration, along, onward));
        (_before, _beforeThat) = (_beforeThat, _before);
    }

    public void Dispose() => _products.Dispose();
}
