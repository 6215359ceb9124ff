using System.Numerics.Tensors;
using Tfaip.Processors.Pipelines;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace LargeModel;

public sealed record LargeDataParams : DataParams
{
    /// <value>How many samples there are, of training and of evaluation.</value>
    [Range(1, 1000)]
    public int Samples { get; init; } = 16;
}

/// <summary>A few numbers and the class of the largest.</summary>
public sealed class LargeData(LargeDataParams p) : Data<LargeDataParams>(p)
{
    public override IReadOnlyList<TensorSpec> Inputs { get; } = [TensorSpec.Parse("x: float32[batch, 8]; batch: 1..64")];

    public override IReadOnlyList<TensorSpec> Targets { get; } = [TensorSpec.Parse("label: int64[batch]")];

    public override ISampleSource Open(PipelineMode mode) => new Numbers(Params.Samples);

    private sealed class Numbers(int count) : ISampleSource
    {
        public int Count => count;

        public Sample Read(int index)
        {
            var values = Enumerable.Range(0, 8).Select(i => (float)Math.Sin((8 * index) + i)).ToArray();
            return new Sample()
                .WithInput("x", Tensor.Create(values, [8]))
                .WithTarget("label", (long)values.AsSpan().IndexOf(values.Max()))
                .WithMeta(Sample.SourceKey, $"sample {index}");
        }

        public void Dispose()
        {
        }
    }
}

public sealed record LargeModelParams : ModelParams
{
    /// <value>Width of the layers.</value>
    [Range(1, 65536)]
    public int Width { get; init; } = 4096;

    /// <value>How many layers of that width there are; each has about width² weights.</value>
    [Range(1, 1000)]
    public int Layers { get; init; } = 16;
}

/// <summary>Linear layers of one width.</summary>
public sealed class LargeNet(LargeModelParams p) : Model<LargeModelParams>(p)
{
    private readonly Linear first = Linear(8, p.Width);
    private readonly ModuleList<Linear> layers = ModuleList(Enumerable.Range(0, p.Layers).Select(_ => Linear(p.Width, p.Width)).ToArray());
    private readonly Linear last = Linear(p.Width, 8);

    public override TensorMap Forward(TensorMap inputs)
    {
        var x = first.call(inputs["x"]);
        foreach (var layer in layers) x = functional.relu(layer.call(x));
        return new() { ["logits"] = last.call(x) };
    }

    public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
        new() { { "cross_entropy", functional.cross_entropy(outputs["logits"], targets["label"]) } };

    public override IEnumerable<IMetric> Metrics() => [new Accuracy("logits", "label")];
}
