using System.Globalization;
using System.Text;
using System.Xml;
using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>Writes run.xmf: the snapshots in time for ParaView and VisIt of any age.</summary>
internal static class XdmfFile
{
    /// <summary>Its name.</summary>
    public const string Name = "run.xmf";

    /// <summary>Writes it.</summary>
    public static void Write(string path, TimeSeries series)
    {
        // Old readers stumble over a byte order mark.
        XmlWriterSettings settings = new() { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };
        using XmlWriter xml = XmlWriter.Create(path, settings);
        xml.WriteStartElement("Xdmf");
        xml.WriteAttributeString("Version", "3.0");
        xml.WriteStartElement("Domain");
        Start(xml, "Grid", ("Name", "run"), ("GridType", "Collection"), ("CollectionType", "Temporal"));
        foreach (Moment moment in series.Moments)
            WriteMoment(xml, moment, series.Frame);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteMoment(XmlWriter xml, Moment moment, SnapshotFrame frame)
    {
        Grid grid = frame.Grid;
        Start(xml, "Grid", ("Name", $"step {moment.Step}"), ("GridType", "Uniform"));
        Start(xml, "Time", ("Value", Number(moment.Hours)));
        xml.WriteEndElement();
        // Values belong to voxels: one more corner than voxels along each axis.
        Start(xml, "Topology", ("TopologyType", "3DCoRectMesh"), ("Dimensions", $"{grid.Nz + 1} {grid.Ny + 1} {grid.Nx + 1}"));
        xml.WriteEndElement();
        Start(xml, "Geometry", ("GeometryType", "ORIGIN_DXDYDZ"));
        WriteTriple(xml, $"{Number(frame.Z)} {Number(frame.Y)} {Number(frame.X)}");
        WriteTriple(xml, $"{Number(grid.SpacingZ)} {Number(grid.SpacingY)} {Number(grid.SpacingX)}");
        xml.WriteEndElement();
        foreach (Quantity quantity in moment.Quantities)
            WriteQuantity(xml, moment, quantity, grid);
        xml.WriteEndElement();
    }

    private static void WriteQuantity(XmlWriter xml, Moment moment, Quantity quantity, Grid grid)
    {
        (string type, string precision) = quantity.Element switch
        {
            ElementKind.Float32 => ("Float", "4"),
            ElementKind.UInt8 => ("UChar", "1"),
            ElementKind.UInt16 => ("UInt", "2"),
            _ => ("UInt", "4"),
        };
        Start(xml, "Attribute", ("Name", quantity.Name), ("AttributeType", "Scalar"), ("Center", "Cell"));
        Start(
            xml, "DataItem", ("Dimensions", $"{grid.Nz} {grid.Ny} {grid.Nx}"), ("NumberType", type), ("Precision", precision),
            ("Format", "HDF"));
        xml.WriteString($"{moment.File}:{SnapshotLayout.Fields(moment.Step)}/{quantity.Name}");
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteTriple(XmlWriter xml, string numbers)
    {
        Start(xml, "DataItem", ("Dimensions", "3"), ("NumberType", "Float"), ("Precision", "8"), ("Format", "XML"));
        xml.WriteString(numbers);
        xml.WriteEndElement();
    }

    private static void Start(XmlWriter xml, string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(element);
        foreach ((string name, string value) in attributes)
            xml.WriteAttributeString(name, value);
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
