namespace GpuTumor.Snapshots;

/// <summary>A call of the native library failed. Caught inside this assembly, where the file and the remedy are known.</summary>
internal sealed class Hdf5Exception(string stack) : Exception(stack)
{
    /// <summary>The system's words for a failed read or write, or the library's innermost reason.</summary>
    public string Reason
    {
        get
        {
            const string Mark = "error message = '";
            int start = Message.IndexOf(Mark, StringComparison.Ordinal);
            if (start < 0)
                return Message.Split(';')[0];
            start += Mark.Length;
            int end = Message.IndexOf('\'', start);
            return end < 0 ? Message[start..] : Message[start..end];
        }
    }
}
