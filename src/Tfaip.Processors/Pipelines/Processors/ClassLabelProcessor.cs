using System.Globalization;
using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

internal sealed class ClassLabelProcessor(ClassLabelParams parameters) : Processor
{
    // Probabilities that a model computed in half precision may leave [0, 1] by as much.
    private const float Tolerance = 1e-3f;

    private readonly string _key = SampleValue.Key(parameters.Key, "class_label");
    private readonly IReadOnlyList<string> _labels = parameters.LabelFile is { } file ? LineFile.Read(file, "label") : parameters.Labels;

    public override Sample? Process(Sample sample, ref SampleRandom random)
    {
        var probabilities = Scores(SampleValue.OutputOf(sample, _key));

        // The first of equal ones; chosen before softmax, which makes equal ones of some that differ.
        var best = probabilities.AsSpan().IndexOf(TensorPrimitives.Max<float>(probabilities));
        if (parameters.Softmax)
        {
            Processors.Softmax.Apply(probabilities);
        }
        else
        {
            RefuseLogits(probabilities);
        }

        object label = _labels.Count > 0 ? _labels[best] : (long)best;
        return (parameters.Keep ? sample : sample with { Outputs = sample.Outputs.Without(_key) })
            .WithOutput("label", label)
            .WithOutput("probability", probabilities[best])
            .WithOutput("probabilities", Tensor.Create(probabilities, [probabilities.Length]));
    }

    private float[] Scores(object value)
    {
        if (!Elements.IsTensor(value, out var elements)
            || !elements.IsFloat
            || elements.ShapeOf(value) is not [> 0])
        {
            throw new TfaipException(
                $"the output '{_key}' is {Elements.Describe(value)}; it must be a tensor of one axis, "
                + "of float32, float64 or float16, with a score for each class.");
        }

        var scores = elements.ToSingles(value);
        if (_labels.Count > 0 && scores.Length != _labels.Count)
        {
            throw new TfaipException(
                $"the output '{_key}' has {scores.Length} scores, but there are {_labels.Count} labels.");
        }

        var place = Array.FindIndex(scores, float.IsNaN);
        return place < 0 ? scores : throw new TfaipException($"the output '{_key}' is NaN at class {place}.");
    }

    private void RefuseLogits(float[] probabilities)
    {
        var place = Array.FindIndex(probabilities, probability => probability is < -Tolerance or > 1 + Tolerance);
        if (place < 0) return;
        var value = probabilities[place].ToString("R", CultureInfo.InvariantCulture);
        throw new TfaipException(
            $"the output '{_key}' is {value} at class {place}, which is not a probability; where it holds logits, set softmax: true.");
    }
}
