using System.Security.Cryptography;
using System.Text;

namespace GpuTumor.Snapshots;

/// <summary>Digests of the parts of a state, and of all of them in their order.</summary>
internal sealed class StateDigest : IDisposable
{
    private readonly IncrementalHash _whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _part = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Begins a part.</summary>
    public void Begin(string name) => _part.AppendData(Encoding.UTF8.GetBytes(name));

    /// <summary>Adds bytes of the part.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => _part.AppendData(bytes);

    /// <summary>Ends the part; 64 hexadecimal digits.</summary>
    public string End()
    {
        byte[] digest = _part.GetHashAndReset();
        _whole.AppendData(digest);
        return Convert.ToHexStringLower(digest);
    }

    /// <summary>The digest of all parts so far.</summary>
    public string Whole() => Convert.ToHexStringLower(_whole.GetCurrentHash());

    /// <inheritdoc/>
    public void Dispose()
    {
        _whole.Dispose();
        _part.Dispose();
    }
}
