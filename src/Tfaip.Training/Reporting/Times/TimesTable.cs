using System.Globalization;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Figures;

namespace Tfaip.Training.Reporting.Times;

/// <summary>Puts the times of a run's phases into cells.</summary>
internal static class TimesTable
{
    /// <summary>The columns; the first is text, the others are numbers.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["", "batches", "samples", "seconds", "s/batch", "s/sample", "samples/s"];

    /// <summary>The cells of a phase.</summary>
    public static IReadOnlyList<string> Row(PhaseTime phase) =>
    [
        phase.Phase, FigureText.Count(phase.Batches), FigureText.Count(phase.Samples), Number(phase.Seconds),
        Number(phase.SecondsPerBatch), Number(phase.SecondsPerSample), Number(phase.SamplesPerSecond),
    ];

    private static string Number(double value) => value >= 1000
        ? FigureText.Count((long)Math.Round(value))
        : value.ToString("G4", CultureInfo.InvariantCulture);
}
