using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

internal sealed class TopKProcessor : Processor
{
    private readonly TopKParams _parameters;
    private readonly string _name;

    public TopKProcessor(TopKParams parameters)
    {
        _parameters = parameters;
        _name = SampleValue.NameOf(parameters.Side, SampleValue.Key(parameters.Key, "top_k"));
        Rules.Check(parameters);
    }

    public override Sample? Process(Sample sample, ref SampleRandom random)
    {
        var (side, k) = (_parameters.Side, _parameters.K);
        if (SampleValue.IsWithoutTargets(sample, side)) return sample;
        var scores = Scores.Of(SampleValue.Of(sample, side, _parameters.Key), _name, out var shape);
        if (shape.Length != 1) throw new TfaipException($"{_name} has the shape {Elements.ShapeText(shape)}; it must have one axis.");
        if (k > scores.Length) throw new TfaipException($"{_name} has {scores.Length} elements, less than the {k} that are asked for.");

        // A stable order: of equal scores the first one comes first.
        var indices = Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).Take(k).ToArray();
        var values = sample.ValuesOf(side)
            .With(_parameters.Values, Tensor.Create(Array.ConvertAll(indices, i => scores[i]), [k]))
            .With(_parameters.Indices, Tensor.Create(Array.ConvertAll(indices, i => (long)i), [k]));
        return sample.WithValues(side, values);
    }
}
