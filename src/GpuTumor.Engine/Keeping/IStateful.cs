namespace GpuTumor.Engine;

/// <summary>Something that changes while a run goes, and so belongs into a checkpoint.</summary>
public interface IStateful
{
    /// <summary>
    /// Names everything that later bits or reports depend on, once. The same lines save it and restore it; what can be worked out
    /// anew from it is worked out anew at the end, and costs nothing where the archive only saves.
    /// </summary>
    /// <param name="archive">Takes the state, or gives it back.</param>
    /// <exception cref="StateException">What is given back does not fit.</exception>
    void Carry(IStateArchive archive);
}
