using System.Globalization;
using Tfaip.Training.Metrics;
using Tfaip.Training.Metrics.Answers;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Commands.Tests.Documents.Examples;

// docs/how-to/metric.md shows these classes.
public sealed class Confidence(string output, string target) : MeanMetric("confidence")
{
    protected override Tensor Values(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
        outputs[output].softmax(1).gather(1, targets[target].unsqueeze(1)).squeeze(1);
}

public sealed class LabelDistance(string output, string target) : AnswerMetric(output, target, "label_distance")
{
    private double _sum;
    private double _weights;

    protected override double Add(object answer, object wanted, double weight)
    {
        var distance = Math.Abs(Number(answer) - Number(wanted));
        _sum += weight * distance;
        _weights += weight;
        return distance;
    }

    protected override IEnumerable<KeyValuePair<string, double>> Values() => [new(Name, _sum / _weights)];

    protected override void Forget() => (_sum, _weights) = (0, 0);

    private static double Number(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}

public sealed class DistanceEvaluator() : AnswerEvaluator(new LabelDistance("label", "label"));

// docs/reference/metrics.md shows this class, and the metrics of the next.
public sealed class LineEvaluator() : AnswerEvaluator(new CharacterErrorRate("text", "text"), new WordErrorRate("text", "text"));
