namespace GpuTumor.Engine;

/// <summary>How a field is kept between steps.</summary>
public enum Parking
{
    /// <summary>As it is worked on: four bytes a voxel.</summary>
    None,

    /// <summary>
    /// In half precision: two bytes a voxel, and four for one map that all such fields share while they are advanced. A step of the
    /// representation is a thousandth of a value; sums and means over time are not biased.
    /// </summary>
    Half,
}
