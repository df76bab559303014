using System.Text;

namespace GpuTumor.Scenarios.Tests;

public class MutationTests
{
    // Fragments that have broken readers of YAML and of numbers before.
    private static string[] Poison { get; } =
    [
        "{", "}", "[", "]", ":", "- ", "#", "&a ", "*a", "!!str ", "|", ">", "\t", "\n", "'", "\"", "%", "---\n", "...\n", "? ", "<<: ", "\0",
        "\uFEFF", "1e400", "-1e400", ".nan", ".inf", "-0", "0", "-", "99999999999999999999999999", "1e-320", "null", "~", "yes", "none", "never",
        " µm", " um^2/s", " %", " /d", "\\", "\U0001F9EC", "extend: s.yaml\n", "arms:\n", "fields:", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "{a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: ",
    ];

    public static TheoryData<string> Files => ShippedScenarioTests.Files;

    [Theory]
    [MemberData(nameof(Files))]
    public void NoDamageToAFileDoesMoreThanGiveProblems(string name)
    {
        // What the file extends lies elsewhere than the damaged copy.
        string text = File.ReadAllText(Shipped.Scenario(name))
            .Replace("../parameters/", Path.Combine(Shipped.Data, "parameters") + "/", StringComparison.Ordinal);
        Random random = new(20150326);
        int refused = 0;
        for (int trial = 0; trial < 400; trial++)
            refused += IsRefused(Damage(text, random)) ? 1 : 0;

        // Most damage is noticed; what falls into comments and numbers is not.
        Assert.InRange(refused, 100, 399);
    }

    [Fact]
    public void NoValueForAKeyDoesMoreThanGiveProblems()
    {
        string[] lines = ScenarioText.Load(ScenarioText.Least).Arms[0].ResolvedYaml.Split('\n');
        string[] values = ["", "0", "-1", "1e30", "1e30 d", "1e30 /s", "1e30 molecules/s", "1e-30 um^2/s", "1e29 um", "1 um", "1e-29 um", "[]", "[1]", "{}", "{a: 1}", "yes", "none", "never", "periodic", "5e9", "x", "\"\"", "100 %", "0 %"];
        for (int i = 0; i < lines.Length; i++)
        {
            int colon = lines[i].IndexOf(": ", StringComparison.Ordinal);
            if (colon < 0 || lines[i].StartsWith('#'))
                continue;
            string[] changed = [.. lines];
            // Every sixth value at every key: all together would take a minute and find no more.
            for (int v = i % 6; v < values.Length; v += 6)
            {
                changed[i] = $"{lines[i][..colon]}: {values[v]}";
                IsRefused(string.Join('\n', changed));
            }
        }
    }

    [Fact]
    public void FilesThatAreNoTextAreRefused()
    {
        using ScenarioText file = new("");
        File.WriteAllBytes(file.Path, [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A, 0xFF, 0xFE]);
        Assert.Equal(["s.yaml:1:1: error: not UTF-8 text: save the scenario in that encoding, or give another file"], file.Problems());
        File.WriteAllBytes(file.Path, new byte[(4 << 20) + 1]);
        Assert.Equal(["s.yaml:1:1: error: larger than 4 MiB: not a scenario file"], file.Problems());
    }

    private static bool IsRefused(string text)
    {
        try
        {
            Assert.All(ScenarioText.Load(text).Arms, arm => Assert.DoesNotMatch("Infinity|NaN", ModelText.Of(arm.Model)));
            return false;
        }
        catch (ScenarioException bad)
        {
            Assert.NotEmpty(bad.Problems);
            Assert.All(bad.Problems, p => Assert.True(p.Line >= 1 && p.Column >= 1 && p.Message.Length > 0, p.ToString()));
            return true;
        }
        catch (Exception crash)
        {
            throw new InvalidOperationException($"{crash.GetType().Name} from:\n{text}", crash);
        }
    }

    private static string Damage(string text, Random random)
    {
        StringBuilder damaged = new(text);
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int at = random.Next(damaged.Length);
            int length = Math.Min(random.Next(1, 12), damaged.Length - at);
            switch (random.Next(4))
            {
                case 0:
                    damaged.Insert(at, Poison[random.Next(Poison.Length)]);
                    break;
                case 1:
                    damaged.Remove(at, length);
                    break;
                case 2:
                    damaged.Insert(random.Next(damaged.Length), damaged.ToString(at, length));
                    break;
                default:
                    damaged[at] = (char)random.Next(32, 127);
                    break;
            }
        }

        return damaged.ToString();
    }
}
