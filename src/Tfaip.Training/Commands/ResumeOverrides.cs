namespace Tfaip.Training.Commands;

/// <summary>
/// The parameters that a resumed run may change: how long it trains, and what cannot change a weight. Any other would make a
/// run that no configuration repeats.
/// </summary>
internal static class ResumeOverrides
{
    public static IReadOnlyList<string> Allowed { get; } =
    [
        "trainer.epochs", "trainer.checkpoint", "trainer.predictions", "data.pipeline.workers", "data.pipeline.prefetch", "export",
    ];

    /// <exception cref="CommandLineException">A parameter may not be changed.</exception>
    public static void Check(IReadOnlyList<Override> overrides)
    {
        foreach (var (arguments, first) in overrides)
        {
            for (var i = 0; i < arguments.Count; i++)
            {
                if (!arguments[i].StartsWith("--", StringComparison.Ordinal)) continue;
                var name = arguments[i][2..].Split('=')[0];
                if (Allowed.Any(allowed => name == allowed || name.StartsWith(allowed + ".", StringComparison.Ordinal))) continue;
                throw new CommandLineException(
                    $"argument {first + i} (--{name}): a resumed run keeps this parameter, so that it ends as if it had not been "
                    + $"interrupted. It may change {string.Join(", ", Allowed)}. For another run, train its config.yaml into "
                    + "another folder: tfaip-train RUN/config.yaml --output FOLDER …");
            }
        }
    }
}
