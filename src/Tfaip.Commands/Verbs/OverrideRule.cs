using Tfaip.Parameters.Streams;

namespace Tfaip.Commands.Verbs;

/// <summary>Which parameters a verb lets be changed.</summary>
/// <param name="Allowed">Their paths; what is below them may be changed too.</param>
/// <param name="Reason">Why another parameter may not be.</param>
/// <param name="Advice">What to do instead.</param>
internal sealed record OverrideRule(IReadOnlyList<string> Allowed, string Reason, string Advice)
{
    /// <exception cref="CommandLineException">A parameter may not be changed.</exception>
    public void Check(IReadOnlyList<Override> overrides)
    {
        foreach (var (arguments, first) in overrides)
        {
            for (var i = 0; i < arguments.Count; i++)
            {
                if (!arguments[i].StartsWith("--", StringComparison.Ordinal)) continue;
                var name = arguments[i][2..].Split('=')[0];
                if (Allowed.Any(allowed => name.TrimEnd('+') == allowed || name.StartsWith(allowed + ".", StringComparison.Ordinal)))
                    continue;
                throw new CommandLineException(
                    $"argument {first + i} (--{name}): {Reason} It may change {string.Join(", ", Allowed)}. {Advice}");
            }
        }
    }
}
