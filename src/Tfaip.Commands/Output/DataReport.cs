using System.Globalization;
using Tfaip.Processors.Pipelines.Statistics;
using Tfaip.Training.Callbacks;

namespace Tfaip.Commands.Output;

/// <summary>Says what people should know of the training data: that training waits for them, and which samples were left out.</summary>
/// <param name="writeLine">Where it is said.</param>
internal sealed class DataReport(Action<string> writeLine) : ICallback
{
    private bool _isPreloaded;

    public void On(RunEvent happened, IRunControl run)
    {
        switch (happened)
        {
            case RunStarted started:
                _isPreloaded = started.Info.Parameters.Data.Pipeline.Preload;
                break;
            case DataStarved { Statistics: var statistics }:
                writeLine(Starvation(statistics, _isPreloaded));
                break;
            case EpochRead { Statistics.Dropped: { Count: > 0 } drops } epoch:
                foreach (var line in DropText.Lines(drops))
                    writeLine(string.Create(CultureInfo.InvariantCulture, $"epoch {epoch.Epoch}, left out: {line}"));
                break;
        }
    }

    private static string Starvation(PipelineStatistics statistics, bool isPreloaded)
    {
        var slowest = statistics.Slowest is { } stage
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" Of the work on them, '{stage.Name}' takes {stage.Share:0 %} ({stage.Time.TotalMilliseconds / stage.Samples:0.###} ms a "
                + $"sample, {statistics.Workers} workers).")
            : "";
        var keep = isPreloaded ? "" : " keep its results with data.pipeline.preload,";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Training waits for its data {statistics.WaitingShare:0 %} of the time.{slowest} Make that faster,{keep} or raise "
            + $"data.pipeline.workers; tfaip-train benchmark-data measures all stages.");
    }
}
