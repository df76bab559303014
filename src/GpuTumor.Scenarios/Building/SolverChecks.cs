using GpuTumor.Engine;

namespace GpuTumor.Scenarios;

/// <summary>Whether every field can be advanced as it asks; only a field that can be built can be asked.</summary>
internal static class SolverChecks
{
    public static void All(Section root, Problems problems)
    {
        Model model = ModelBuilder.Build(root);
        Fields(root, model, problems);
        foreach ((NamedValue named, DistantSite site) in root.Named("sites").Zip(model.Sites))
        {
            Section own = (Section)named.Value.Content;
            Fields(own["fields"] is null ? root : own, site.Tissue, problems);
        }
    }

    private static void Fields(Section tissue, Model model, Problems problems)
    {
        foreach ((string name, _, Section field) in FieldBuilder.Simulated(tissue))
        {
            try
            {
                FieldDefinition definition = model.Fields.First(f => f.Name == name);
                SolverChoice choice = SolverChoice.For(definition, model.Grid, model.StepHours);
                if (model.Matrix is { } matrix && (definition.Hindrance > 0 || matrix.ClosesVoxels))
                    SolverChoice.EnsureMindsMatrix(definition, choice.Solver);
                SolverAccuracy.Ensure(definition, model.Grid, model.StepHours);
            }
            catch (SolverException unsolvable)
            {
                field.Report("solver", unsolvable.Message, problems);
            }
        }
    }
}
