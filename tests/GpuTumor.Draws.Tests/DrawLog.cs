using System.Diagnostics;
using System.Reflection;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Draws.Tests;

/// <summary>Which methods drew from which counters, how often, and where in the program each word was read.</summary>
internal static class DrawLog
{
    // The generator itself, and what only makes other distributions of its words.
    private static readonly HashSet<string> _generators = [nameof(Philox), nameof(Chance), nameof(DrawLog), nameof(RandomWords)];

    // How many draws of each process are asked for their caller before only some are.
    private const int Always = 50;

    private static readonly Dictionary<RandomProcess, int> _seen = [];

    /// <summary>How often each counter was drawn from.</summary>
    public static Dictionary<DrawName, int> Draws { get; } = [];

    /// <summary>The methods that drew for a process, by the number of the draw.</summary>
    public static Dictionary<(RandomProcess Process, uint Number), HashSet<string>> Drawers { get; } = [];

    /// <summary>The places in the program that read a word of a draw: the first, and any other.</summary>
    public static Dictionary<(DrawName Draw, int Word), HashSet<string>> Readers { get; } = [];

    /// <summary>The counter last drawn from.</summary>
    public static DrawName Last { get; private set; }

    public static void Clear()
    {
        Draws.Clear();
        Drawers.Clear();
        Readers.Clear();
        _seen.Clear();
    }

    public static void Draw(DrawName name)
    {
        Last = name;
        Draws[name] = Draws.GetValueOrDefault(name) + 1;
        _seen[name.Process] = _seen.GetValueOrDefault(name.Process) + 1;
        if (_seen[name.Process] < Always || IsSampled(name))
            Add(Drawers, (name.Process, name.Number), Caller(isExact: false));
    }

    public static void Read(DrawName draw, int word)
    {
        if (IsSampled(draw))
            Add(Readers, (draw, word), Caller(isExact: true));
    }

    // To ask who calls takes a thousand times as long as to draw: it is done for one draw in fifty, whatever it is read for.
    private static bool IsSampled(DrawName draw) => (uint)draw.GetHashCode() % 50 == 0;

    private static void Add<TKey>(Dictionary<TKey, HashSet<string>> log, TKey key, string caller)
        where TKey : notnull
    {
        if (!log.TryGetValue(key, out HashSet<string>? callers))
            log[key] = callers = [];
        callers.Add(caller);
    }

    // The method that asked, with the place in it if that matters: one method may ask twice.
    private static string Caller(bool isExact)
    {
        foreach (StackFrame frame in new StackTrace(2, false).GetFrames())
        {
            MethodBase method = frame.GetMethod()!;
            string type = method.DeclaringType?.Name ?? "";
            if (!_generators.Contains(type))
                return isExact ? $"{type}.{method.Name}+{frame.GetILOffset():x}" : $"{type}.{method.Name}";
        }

        return "nobody";
    }
}
