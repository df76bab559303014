namespace GpuTumor.Post;

/// <summary>Files that are there in full or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes beside the path and moves into place.</summary>
    /// <exception cref="FaultException">The directory is missing.</exception>
    public static void Write(string path, byte[] content) => Write(path, file => file.Write(content));

    /// <summary>Lets the content be written piece by piece.</summary>
    /// <exception cref="FaultException">The directory is missing.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(directory))
            throw new FaultException(ExitCode.NoSuchFile, $"{directory}: there is no such directory; create it or change --out.");
        string unfinished = path + ".tmp";
        try
        {
            using (FileStream file = File.Create(unfinished))
                write(file);
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Writes text as UTF-8.</summary>
    public static void Write(string path, string content) => Write(path, System.Text.Encoding.UTF8.GetBytes(content));
}
