using Tfaip.Training.Metrics;

namespace Tfaip.Training.Tests.Loop.Crashes;

/// <summary>The toy model with a confusion matrix, which a run keeps a file of.</summary>
public sealed class ReportingModel(ToyModelParams parameters) : ToyModel(parameters)
{
    public override Monitor Best => Monitor.Min("loss");

    public override IEnumerable<IMetric> Metrics() => [.. base.Metrics(), new ConfusionMatrix("logits", "label")];
}
