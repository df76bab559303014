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

    /// <summary>
    /// Time from the first partial or complete observation to the next progressive one, or to the last observation [d]; null
    /// without a response.
    /// </summary>
    public double? DaysOfResponse
    {
        get
        {
            int start = Array.FindIndex(_responses, Math.Min(1, _responses.Length), r => r is Response.Complete or Response.Partial);
            if (start < 0)
                return null;
            int end = Array.FindIndex(_responses, start, r => r == Response.Progressive);
            return _course[end < 0 ? _course.Count - 1 : end].Days - _course[start].Days;
        }
    }

    /// <summary>By volume: complete below detection; progressive from 1.728 × nadir; partial to 0.343 × baseline.</summary>
    /// <param name="course">Volumes.</param>
    /// <param name="detectable">The volume below which a tumour is not seen.</param>
    /// <param name="newLesions">Days at which a lesion is seen that was not at the baseline: progressive in any case.</param>
    public static ResponseCourse ByVolume(
        IReadOnlyList<(double Days, double Volume)> course, double detectable, IReadOnlySet<double>? newLesions = null)
        => Classify(course, v => v < detectable, Math.Pow(PartialDiameter, 3), Math.Pow(ProgressiveDiameter, 3), newLesions);

    /// <summary>By the largest diameter: progressive from 1.2 × nadir; partial to 0.7 × baseline.</summary>
    /// <param name="course">Diameters.</param>
    /// <param name="detectable">The diameter below which a tumour is not seen.</param>
    /// <param name="newLesions">Days at which a lesion is seen that was not at the baseline: progressive in any case.</param>
    public static ResponseCourse ByDiameter(
        IReadOnlyList<(double Days, double Diameter)> course, double detectable, IReadOnlySet<double>? newLesions = null)
        => Classify(course, d => d < detectable, PartialDiameter, ProgressiveDiameter, newLesions);

    /// <summary>
    /// By the change of volume against the baseline alone, as in trials of xenografts (Gao et al. 2015): complete from -95 %,
    /// partial from -50 %, progressive above +35 %.
    /// </summary>
    public static ResponseCourse ByChange(IReadOnlyList<(double Days, double Volume)> course)
        => new(course, [.. course.Select(c => (c.Volume / course[0].Volume) switch
        {
            <= 0.05 => Response.Complete,
            <= 0.5 => Response.Partial,
            > 1.35 => Response.Progressive,
            _ => Response.Stable,
        })]);

    private static ResponseCourse Classify(
        IReadOnlyList<(double Days, double Size)> course, Func<double, bool> unseen, double partial, double progressive,
        IReadOnlySet<double>? newLesions)
    {
        var responses = new Response[course.Count];
        double nadir = double.PositiveInfinity;
        for (int i = 0; i < course.Count; i++)
        {
            double size = course[i].Size;
            responses[i] = newLesions?.Contains(course[i].Days) == true ? Response.Progressive
                : unseen(size) ? Response.Complete
                : size >= progressive * nadir ? Response.Progressive
                : size <= partial * course[0].Size ? Response.Partial
                : Response.Stable;
            nadir = Math.Min(nadir, size);
        }

        return new(course, responses);
    }
}
