using GpuTumor.Engine;

namespace GpuTumor.Scenarios;

/// <summary>Whether every field can be advanced as it asks; only a field that can be built can be asked.</summary>
internal static class SolverChecks
{
    public static void All(Section root, Problems problems)
    {
        Model model = ModelBuilder.Build(root);
        foreach ((string name, _, Section field) in FieldBuilder.Simulated(root))
        {
            try
            {
                SolverChoice.For(model.Fields.First(f => f.Name == name), model.Grid, model.StepHours);
            }
            catch (SolverException unsolvable)
            {
                field.Report("solver", unsolvable.Message, problems);
            }
        }
    }
}
