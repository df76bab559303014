using System.Security.Cryptography;
using System.Text;

namespace GpuTumor.Snapshots;

/// <summary>Digests of the parts of a state, and of all of them. Devices carry their parts in different orders; that does not matter.</summary>
internal sealed class StateDigest : IDisposable
{
    private readonly IncrementalHash _part = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<string> _parts = [];

    /// <summary>Begins a part.</summary>
    public void Begin(string name) => _part.AppendData(Encoding.UTF8.GetBytes(name));

    /// <summary>Adds bytes of the part.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => _part.AppendData(bytes);

    /// <summary>Ends the part; 64 hexadecimal digits.</summary>
    public string End()
    {
        _parts.Add(Convert.ToHexStringLower(_part.GetHashAndReset()));
        return _parts[^1];
    }

    /// <summary>The digest of all parts so far.</summary>
    public string Whole()
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(_parts.Order(StringComparer.Ordinal)))));

    /// <inheritdoc/>
    public void Dispose() => _part.Dispose();
}
