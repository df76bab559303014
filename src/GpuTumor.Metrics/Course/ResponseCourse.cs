namespace GpuTumor.Metrics;

/// <summary>The response at each observation, against the baseline (the first observation) and the nadir so far.</summary>
public sealed class ResponseCourse
{
    private const double PartialDiameter = 0.7;

    private const double ProgressiveDiameter = 1.2;

    private readonly Response[] _responses;
    private readonly IReadOnlyList<(double Days, double Size)> _course;

    private ResponseCourse(IReadOnlyList<(double Days, double Size)> course, Response[] responses)
        => (_course, _responses) = (course, responses);

    /// <summary>One class an observation.</summary>
    public IReadOnlyList<Response> Responses => _responses;

    /// <summary>The best class after the baseline; null with fewer than two observations.</summary>
    public Response? Best => _responses.Length < 2 ? null : _responses.Skip(1).Min();

    /// <summary>Time from the baseline to the first of two consecutive progressive observations [d]; null if there is none.</summary>
    public double? DaysToProgression
    {
        get
        {
            for (int i = 1; i + 1 < _responses.Length; i++)
            {
                if (_responses[i] == Response.Progressive && _responses[i + 1] == Response.Progressive)
                    return _course[i].Days - _course[0].Days;
            }

            return null;
        }
    }

    /// <summary>By volume: complete below detection; progressive from 1.728 × nadir; partial to 0.343 × baseline.</summary>
    public static ResponseCourse ByVolume(IReadOnlyList<(double Days, double Volume)> course, double detectable)
        => Classify(course, v => v < detectable, Math.Pow(PartialDiameter, 3), Math.Pow(ProgressiveDiameter, 3));

    /// <summary>By the largest diameter: progressive from 1.2 × nadir; partial to 0.7 × baseline.</summary>
    /// <param name="course">Diameters.</param>
    /// <param name="detectable">The diameter below which a tumour is not seen.</param>
    public static ResponseCourse ByDiameter(IReadOnlyList<(double Days, double Diameter)> course, double detectable)
        => Classify(course, d => d < detectable, PartialDiameter, ProgressiveDiameter);

    private static ResponseCourse Classify(
        IReadOnlyList<(double Days, double Size)> course, Func<double, bool> unseen, double partial, double progressive)
    {
        var responses = new Response[course.Count];
        double nadir = double.PositiveInfinity;
        for (int i = 0; i < course.Count; i++)
        {
            double size = course[i].Size;
            responses[i] = unseen(size) ? Response.Complete
                : size >= progressive * nadir ? Response.Progressive
                : size <= partial * course[0].Size ? Response.Partial
                : Response.Stable;
            nadir = Math.Min(nadir, size);
        }

        return new(course, responses);
    }
}
