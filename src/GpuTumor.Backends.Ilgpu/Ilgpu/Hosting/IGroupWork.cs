namespace GpuTumor.Backends.Ilgpu;

/// <summary>Work done by the threads of one group together, where order matters more than speed.</summary>
internal interface IGroupWork
{
    /// <summary>One thread's part; all threads meet at the same barriers.</summary>
    void Run(int thread, int threads);
}
