namespace GpuTumor.Engine;

/// <summary>How a field is advanced by one step.</summary>
public enum FieldSolver
{
    /// <summary>Chosen at load from the stiffness of the step.</summary>
    Automatic,

    /// <summary>Chebyshev expansion of the exponential: exact in time for rates frozen over the step.</summary>
    Chebyshev,

    /// <summary>Backward Euler by geometric multigrid.</summary>
    BackwardEuler,

    /// <summary>
    /// Within the field's tolerance: backward Euler where the field changes slowly, else SDIRK2 in substeps, of second order and
    /// L-stable, by geometric multigrid.
    /// </summary>
    Sdirk2,

    /// <summary>The steady state of the present sources, by geometric multigrid.</summary>
    QuasiSteady,

    /// <summary>Forward Euler in stable substeps: the reference.</summary>
    ForwardEuler,

    /// <summary>Runge–Kutta–Legendre of first order (RKL1): stabilised explicit stages.</summary>
    FirstOrderLegendre,

    /// <summary>Runge–Kutta–Legendre of second order (RKL2).</summary>
    SecondOrderLegendre,

    /// <summary>Locally one-dimensional substeps of 0.01 min with BioFVM's splitting: to compare with that program.</summary>
    LocallyOneDimensional,
}
