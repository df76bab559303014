using System.CommandLine;
using System.Globalization;

namespace GpuTumor.Cli;

/// <summary>Bounds of whole numbers on the command line.</summary>
internal static class WholeNumbers
{
    /// <summary>Makes a number outside the bounds a mistake of the user's.</summary>
    public static void AcceptRange(this Option<int> option, int smallest, int largest)
        => option.Validators.Add(result =>
        {
            // What is no number at all is complained about by the parser.
            bool outside = result.Tokens.Any(token =>
                int.TryParse(token.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number)
                && (number < smallest || number > largest));
            if (outside)
                result.AddError(largest == int.MaxValue
                    ? $"{option.Name} must be at least {smallest}."
                    : $"{option.Name} must be between {smallest} and {largest}.");
        });
}
