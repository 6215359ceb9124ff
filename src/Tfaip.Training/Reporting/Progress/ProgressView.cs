using Spectre.Console;
using Spectre.Console.Rendering;

namespace Tfaip.Training.Reporting.Progress;

/// <summary>Draws how far a run is: a bar for the epochs, one for the steps, the pace, and the last evaluation.</summary>
internal static class ProgressView
{
    private const int BarWidth = 40;

    public static IRenderable Of(ProgressState state)
    {
        if (state.Run is not { } run) return Text.Empty;

        var bars = new Grid().AddColumns(3);
        var epochsDone = state.Epoch - (state.StepInEpoch < state.StepsPerEpoch ? 1 : 0);
        bars.AddRow(new Text("epoch"), Bar(epochsDone, run.Epochs), new Text($"{state.Epoch}/{run.Epochs}"));
        bars.AddRow(
            new Text("step"), Bar(state.StepInEpoch, state.StepsPerEpoch), new Text(ProgressText.Step(state)));
        return new Rows(new Text(ProgressText.Of(run)), bars, new Text(Pace(state)), Evaluations(state));
    }

    private static string Pace(ProgressState state)
    {
        List<string> parts = [];
        if (state.Loss is { } loss) parts.Add($"loss {ProgressText.Value(loss)}");
        if (state.LearningRate is { } rate) parts.Add($"learning rate {ProgressText.Value(rate)}");
        if (state.SamplesPerSecond > 0) parts.Add($"{state.SamplesPerSecond:0} samples/s");
        if (state.Remaining is { } remaining) parts.Add($"{ProgressText.Duration(remaining)} to go");
        return string.Join("   ", parts);
    }

    /// <summary>A bar for so much of a whole.</summary>
    public static Markup Bar(long done, long all)
    {
        var filled = all > 0 ? (int)(BarWidth * Math.Clamp(done, 0, all) / all) : 0;
        return new($"[green]{new string('━', filled)}[/][grey]{new string('─', BarWidth - filled)}[/]");
    }

    private static IRenderable Evaluations(ProgressState state)
    {
        if (state.Training is null && state.Evaluation is null) return Text.Empty;

        var table = new Table().Border(TableBorder.Rounded).AddColumn("metric");
        foreach (var title in new[] { "training", "evaluation", state.Best is { } best ? $"best (epoch {best.Epoch})" : "best" })
            table.AddColumn(new TableColumn(title).RightAligned());
        var splits = new[] { state.Training, state.Evaluation, state.Best };
        foreach (var name in splits.SelectMany(split => split?.Metrics.Keys ?? []).Distinct())
        {
            table.AddRow(
            [
                new Text(name),
                .. splits.Select(split => new Text(
                    split is not null && split.Metrics.TryGetValue(name, out var value) ? ProgressText.Value(value) : "",
                    name == state.Run!.Monitor.Metric ? new Style(decoration: Decoration.Bold) : Style.Plain)),
            ]);
        }

        return table;
    }
}
