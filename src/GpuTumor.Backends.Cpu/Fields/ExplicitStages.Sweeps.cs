using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>What a walk through the lattice does at each row: stages, or substeps of forward Euler.</summary>
internal sealed unsafe partial class ExplicitStages
{
    /// <summary>Where a stage reads and writes.</summary>
    private readonly struct StagePass(float* present, float* former, float* result, StageCoefficients coefficients)
    {
        public float* Present { get; } = present;

        public float* Former { get; } = former;

        public float* Result { get; } = result;

        public StageCoefficients Coefficients { get; } = coefficients;
    }

    /// <summary>Stages of a recurrence.</summary>
    private readonly struct StageSweeps(ExplicitStages stages) : ISweeps
    {
        private readonly bool _hasPinned = stages.HasPinned;

        public int Count => stages._together;

        public void Sweep(int sweep, int z, int start, int end, int member)
        {
            if (stages._geometry.IsHindered)
                stages.AdvanceStageInMatrix(sweep, z, start, end, member);
            else if (_hasPinned)
                stages.AdvanceStage<SomePinned>(sweep, z, start, end, member);
            else
                stages.AdvanceStage<NonePinned>(sweep, z, start, end, member);
        }
    }

    /// <summary>Substeps of forward Euler.</summary>
    private readonly struct EulerSweeps(ExplicitStages stages) : ISweeps
    {
        private readonly bool _hasPinned = stages.HasPinned;
        private readonly bool _isSaturable = stages._maps.Maximum is not null;

        public int Count => stages._together;

        public void Sweep(int sweep, int z, int start, int end, int member)
        {
            if (stages._geometry.IsHindered && _isSaturable)
                stages.AdvanceEulerInMatrix<MichaelisMentenUptake>(sweep, z, start, end, member);
            else if (stages._geometry.IsHindered)
                stages.AdvanceEulerInMatrix<LinearUptake>(sweep, z, start, end, member);
            else if (_isSaturable && _hasPinned)
                stages.AdvanceEuler<MichaelisMentenUptake, SomePinned>(sweep, z, start, end, member);
            else if (_isSaturable)
                stages.AdvanceEuler<MichaelisMentenUptake, NonePinned>(sweep, z, start, end, member);
            else if (_hasPinned)
                stages.AdvanceEuler<LinearUptake, SomePinned>(sweep, z, start, end, member);
            else
                stages.AdvanceEuler<LinearUptake, NonePinned>(sweep, z, start, end, member);
        }
    }
}
