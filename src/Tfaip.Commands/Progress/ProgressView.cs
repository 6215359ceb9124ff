using Spectre.Console;
using Spectre.Console.Rendering;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Figures;

namespace Tfaip.Commands.Progress;

/// <summary>Draws how far a run is: a bar for the epochs, one for the steps, the pace, and the last evaluation of each set.</summary>
internal static class ProgressView
{
    private const int BarWidth = 40;
    private const int MostColumns = 6;

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
        if (state.Loss is { } loss) parts.Add($"loss {FigureText.Value(loss)}");
        if (state.LearningRate is { } rate) parts.Add($"learning rate {FigureText.Value(rate)}");
        if (state.SamplesPerSecond > 0) parts.Add($"{state.SamplesPerSecond:0} samples/s");
        if (state.Remaining is { } remaining) parts.Add($"{FigureText.Duration(remaining)} to go");
        return string.Join("   ", parts);
    }

    /// <summary>A bar for so much of a whole.</summary>
    public static Markup Bar(long done, long all)
    {
        var filled = all > 0 ? (int)(BarWidth * Math.Clamp(done, 0, all) / all) : 0;
        return new($"[green]{new string('━', filled)}[/][grey]{new string('─', BarWidth - filled)}[/]");
    }

    // A column for each split, or a row where that makes a narrower table of more splits than a terminal is wide for.
    private static IRenderable Evaluations(ProgressState state)
    {
        if (state.Training is null && state.Sets.Count == 0) return Text.Empty;

        var splits = Splits(state);
        var names = splits.SelectMany(split => split.Values?.Metrics.Keys ?? []).Distinct().ToList();
        var isTall = splits.Count > MostColumns && names.Count < splits.Count;
        var table = new Table().Border(TableBorder.Rounded).AddColumn(isTall ? "" : "metric");
        foreach (var title in isTall ? names : splits.Select(split => split.Title)) table.AddColumn(new TableColumn(title).RightAligned());
        if (isTall)
        {
            foreach (var (title, values) in splits) table.AddRow([new Text(title), .. names.Select(name => Cell(values, name))]);
        }
        else
        {
            foreach (var name in names) table.AddRow([new Text(name), .. splits.Select(split => Cell(split.Values, name))]);
        }

        return table;

        Text Cell(EvaluationCompleted? values, string name) => new(
            values is not null && values.Metrics.TryGetValue(name, out var value) ? FigureText.Value(value) : "",
            name == state.Monitored ? new Style(decoration: Decoration.Bold) : Style.Plain);
    }

    private static List<(string Title, EvaluationCompleted? Values)> Splits(ProgressState state)
    {
        var sets = state.Sets;
        var ofSet = sets.Count > 1 && state.Best is { } one ? $"{one.Split}, " : "";
        return
        [
            (EvaluationCompleted.Training, state.Training),
            .. sets.Count == 0 ? [(EvaluationCompleted.Evaluation, null)] : sets.Select(set => (set.Split, (EvaluationCompleted?)set)),
            (state.Best is { } best ? $"best ({ofSet}epoch {best.Epoch})" : "best", state.Best),
        ];
    }
}
