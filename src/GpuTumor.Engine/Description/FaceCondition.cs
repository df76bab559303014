namespace GpuTumor.Engine;

/// <summary>What holds at one face of the box.</summary>
public enum FaceKind
{
    /// <summary>Nothing passes.</summary>
    NoFlux,

    /// <summary>The concentration at the face is held (a bath).</summary>
    Held,

    /// <summary>The opposite face continues here. Both faces of an axis must say so.</summary>
    Periodic,
}

/// <summary>The boundary condition of one face.</summary>
/// <param name="Kind">What holds.</param>
/// <param name="Value">The held concentration, in the field's unit; unused otherwise.</param>
public readonly record struct FaceCondition(FaceKind Kind, float Value = 0f)
{
    /// <summary>Whether the concentration at the face is held.</summary>
    public bool IsHeld => Kind == FaceKind.Held;

    /// <summary>The concentration that is held; 0 where none is.</summary>
    public float HeldValue => IsHeld ? Value : 0f;

    /// <summary>Nothing passes.</summary>
    public static FaceCondition NoFlux => default;

    /// <summary>The opposite face continues here.</summary>
    public static FaceCondition Periodic => new(FaceKind.Periodic);

    /// <summary>The concentration at the face is held.</summary>
    public static FaceCondition Held(float value) => new(FaceKind.Held, value);
}

/// <summary>The conditions at the six faces of the box.</summary>
/// <param name="West">x low.</param>
/// <param name="East">x high.</param>
/// <param name="South">y low.</param>
/// <param name="North">y high.</param>
/// <param name="Bottom">z low.</param>
/// <param name="Top">z high.</param>
public readonly record struct Boundaries(
    FaceCondition West, FaceCondition East,
    FaceCondition South, FaceCondition North,
    FaceCondition Bottom, FaceCondition Top)
{
    /// <summary>Whether the concentration is held at any face.</summary>
    public bool HasHeldFaces => Sides.Any(face => face.IsHeld);

    /// <summary>The conditions by side: west, east, south, north, bottom, top.</summary>
    public IReadOnlyList<FaceCondition> Sides => [West, East, South, North, Bottom, Top];

    /// <summary>The condition at a side, 0–5 in the order of <see cref="Sides"/>.</summary>
    public FaceCondition this[int side] => side switch
    {
        0 => West,
        1 => East,
        2 => South,
        3 => North,
        4 => Bottom,
        5 => Top,
        _ => throw new ArgumentOutOfRangeException(nameof(side)),
    };

    /// <summary>A closed box.</summary>
    public static Boundaries NoFlux => default;

    /// <summary>The same condition at all faces.</summary>
    public static Boundaries All(FaceCondition face) => new(face, face, face, face, face, face);
}
