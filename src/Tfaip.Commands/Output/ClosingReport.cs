using System.Globalization;
using Spectre.Console;
using Tfaip.Commands.Terminal;
using Tfaip.Processors.Samples;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Figures;
using Tfaip.Training.Reporting.Times;

namespace Tfaip.Commands.Output;

/// <summary>
/// What is said when a run is over: what it reached, what the finished package answers for a few held-out samples, how long
/// its phases took, where the package is and how to predict with it; or how to resume it.
/// </summary>
/// <param name="console">Where it is said.</param>
internal sealed class ClosingReport(IAnsiConsole console) : ICallback
{
    private readonly List<SamplePredicted> _predictions = [];
    private RunInfo? _info;

    /// <inheritdoc/>
    public void On(RunEvent happened, IRunControl run)
    {
        switch (happened)
        {
            case RunStarted started:
                _info = started.Info;
                break;
            case SamplePredicted prediction:
                _predictions.Add(prediction);
                break;
            case RunCompleted completed:
                Write(completed.Summary);
                break;
        }
    }

    private void Write(RunSummary summary)
    {
        if (_info is not { } info || summary.Status == RunStatus.Failed) return;

        if (summary.Best is { } best)
            WriteLine($"best {best.Metric}: {FigureText.Value(best.Value)} after epoch {best.Epoch} ({FigureText.Metrics(best.Metrics)})");
        if (summary.StopReason is { } reason) WriteLine($"stopped after step {summary.Steps}: {reason}");
        var run = CommandPaths.Show(info.RunDirectory);
        if (summary.Status == RunStatus.Interrupted)
        {
            WriteLine($"interrupted after step {summary.Steps}; resume it with:");
            WriteLine($"  {ToolCommands.Of("tfaip-train")} resume {run}");
            return;
        }

        if (_predictions.Count > 0) console.Write(Table());
        if (summary.Times.Count > 0) console.Write(Table(summary.Times));
        WriteLine($"run:     {run} (trained in {FigureText.Duration(summary.TrainingDuration)})");
        if (summary.Package is not { } path) return;

        var package = CommandPaths.Show(path);
        WriteLine($"package: {package} (exported in {FigureText.Duration(summary.ExportDuration)})");
        WriteLine("predict with:");
        WriteLine($"  {ToolCommands.Of("tfaip-predict")} {package} INPUT…");
    }

    // Lines of commands and paths are to be copied: they are not wrapped, as the console would.
    private void WriteLine(string line) => console.Lines().WriteLine(line);

    private Table Table()
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("held-out sample");
        var targets = Names(prediction => prediction.Sample.Targets);
        var outputs = Names(prediction => prediction.Sample.Outputs);
        foreach (var name in targets) table.AddColumn(new TableColumn(Markup.Escape($"target: {name}")).RightAligned());
        foreach (var name in outputs) table.AddColumn(new TableColumn(Markup.Escape(name)).RightAligned());
        foreach (var (_, sample) in _predictions)
        {
            table.AddRow(
            [
                new Text(sample.Source),
                .. targets.Select(name => new Text(Show(sample.Targets, name))),
                .. outputs.Select(name => new Text(Show(sample.Outputs, name))),
            ]);
        }

        return table;
    }

    private static Table Table(IReadOnlyList<PhaseTime> times)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var (index, column) in TimesTable.Columns.Index())
        {
            var header = new TableColumn(column);
            table.AddColumn(index == 0 ? header : header.RightAligned());
        }

        foreach (var phase in times) table.AddRow(TimesTable.Row(phase).Select(cell => new Text(cell)));
        return table;
    }

    // What fits into a cell: texts and numbers; tensors do not.
    private string[] Names(Func<SamplePredicted, SampleValues> values) =>
        [.. _predictions.SelectMany(values).Where(value => value.Value is string or IFormattable).Select(value => value.Key).Distinct()];

    private static string Show(SampleValues values, string name) => values.GetValueOrDefault(name) switch
    {
        float number => FigureText.Value(number),
        double number => FigureText.Value(number),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other as string ?? "",
    };
}
