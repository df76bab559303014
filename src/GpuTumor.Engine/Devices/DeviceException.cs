namespace GpuTumor.Engine;

/// <summary>A device, or a library it needs, is missing, too small or lost. The message ends with the remedy.</summary>
public sealed class DeviceException : Exception
{
    /// <summary>With what is wrong and what to do.</summary>
    public DeviceException(string message)
        : base(message)
    {
    }

    /// <summary>With what is wrong, what to do, and what the system said.</summary>
    public DeviceException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
