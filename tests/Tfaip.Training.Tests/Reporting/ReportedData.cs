using System.Numerics.Tensors;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Training.Tests.Reporting;

/// <summary>The points of the toy data as images of 2 × 2 pixels.</summary>
public sealed class ReportedData(ToyDataParams parameters) : ToyData(parameters)
{
    public override IReadOnlyList<TensorSpec> Inputs { get; } = [TensorSpec.Parse("image: float32[batch, 1, 2, 2]")];

    public override ISampleSource? Open(PipelineMode mode) => base.Open(mode) is { } points ? new Images(points) : null;

    private sealed class Images(ISampleSource points) : ISampleSource
    {
        public int Count => points.Count;

        public Sample Read(int index)
        {
            var point = points.Read(index);
            return point with
            {
                Inputs = SampleValues.Empty.With("image", Tensor.Create(((Tensor<float>)point.Inputs["x"]).ToArray(), [1, 2, 2]))
            };
        }

        public void Dispose() => points.Dispose();
    }
}
