using System.Text;

namespace GpuTumor.Engine;

/// <summary>Carries what is small and of varying shape (queues, notes, counts) as one list of bytes.</summary>
internal static class SmallState
{
    /// <summary>Takes what <paramref name="save"/> writes, or gives it to <paramref name="restore"/>.</summary>
    /// <exception cref="StateException">It does not fit.</exception>
    public static void Carry(IStateArchive archive, string name, Action<BinaryWriter> save, Action<BinaryReader> restore)
    {
        ArgumentNullException.ThrowIfNull(archive);
        using MemoryStream saved = new();
        using (BinaryWriter writer = new(saved, Encoding.UTF8, leaveOpen: true))
            save(writer);
        byte[] state = saved.ToArray();
        int length = state.Length;
        archive.List(name, ref state);
        if (!archive.Restores)
            return;
        try
        {
            using BinaryReader reader = new(new MemoryStream(state));
            restore(reader);
            if (reader.BaseStream.Position < state.Length)
                throw new EndOfStreamException();
        }
        catch (EndOfStreamException)
        {
            throw new StateException($"'{name}' has {state.Length} bytes, and this model's about {length}");
        }
    }
}
