namespace GpuTumor.Post;

/// <summary>What snapshots can be written as.</summary>
internal enum ExportFormat
{
    /// <summary>One NIfTI-1 image a quantity, gzipped.</summary>
    Nifti,

    /// <summary>One VTK image with all quantities.</summary>
    Vti,

    /// <summary>One table with a row a cell.</summary>
    Csv,
}
