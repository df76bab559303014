using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GpuTumor.Scenarios;

/// <summary>A name given by the user, fit for columns, datasets and directories.</summary>
internal sealed partial class NameShape : Shape
{
    private const string Pattern = "^[a-z][a-z0-9_]*$";
    private const string TitlePattern = "^[a-z0-9][a-z0-9_.-]*(/[a-z0-9][a-z0-9_.-]*)*$";

    private readonly Regex _form;
    private readonly string _pattern;
    private readonly string _accepts;

    private NameShape(Regex form, string pattern, string accepts)
        => (_form, _pattern, _accepts) = (form, pattern, accepts);

    /// <summary>Of a field, a founder, an arm or a drug.</summary>
    public static NameShape Identifier { get; } =
        new(IdentifierForm(), Pattern, "a name of lower-case letters, digits and _, beginning with a letter");

    /// <summary>Of a scenario, or of one arm of it: <c>secretome-small/drug</c>.</summary>
    public static NameShape Title { get; } =
        new(TitleForm(), TitlePattern, "a name of lower-case letters, digits, -, _ and .");

    public override string Accepts => _accepts;

    public bool IsName(string text) => text.Length <= 64 && _form.IsMatch(text);

    public override bool Suits(Node node) => node is ScalarNode scalar && IsName(scalar.Text);

    public override Value? Read(Node node, string path, Problems problems)
        => Suits(node) && node is ScalarNode { IsEmpty: false } scalar
            ? new Value(node.Place, scalar.Text)
            : Refuse(node, path, problems);

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = _pattern };

    [GeneratedRegex(Pattern)]
    private static partial Regex IdentifierForm();

    [GeneratedRegex(TitlePattern)]
    private static partial Regex TitleForm();
}
