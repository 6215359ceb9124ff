using System.Diagnostics;
using MnistMinimal;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using static TorchSharp.torch;

namespace TrainerOverhead;

/// <summary>What one writes without a toolkit: TorchSharp's own Adam over batches that lie ready as tensors.</summary>
internal sealed class HandWrittenLoop : IDisposable
{
    private readonly Network _network = new();
    private readonly optim.Optimizer _optimizer;
    private readonly List<(Tensor Image, Tensor Label)> _batches = [];

    public HandWrittenLoop(MnistData data, int limit)
    {
        _optimizer = optim.Adam(_network.parameters(), 1e-3);
        using var source = data.Open(PipelineMode.Training);
        var pipeline = new SamplePipeline(source, data.Parameters.PreProcessing, data.Parameters.Pipeline, PipelineMode.Training, seed: 1);
        foreach (var batch in pipeline.ReadAsync(epoch: 0).Take(limit).ToBlockingEnumerable())
        {
            var image = (System.Numerics.Tensors.Tensor<float>)batch.Inputs["image"];
            var label = (System.Numerics.Tensors.Tensor<long>)batch.Targets["label"];
            _batches.Add((tensor(image.ToArray()).reshape(batch.Count, 1, 28, 28), tensor(label.ToArray())));
        }
    }

    public List<double> Seconds { get; } = [];

    public void Epoch()
    {
        var begin = Stopwatch.GetTimestamp();
        _network.train();
        foreach (var (image, label) in _batches)
        {
            using var scope = NewDisposeScope();
            _optimizer.zero_grad();
            nn.functional.cross_entropy(_network.call(image), label).backward();
            _optimizer.step();
        }

        Seconds.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
    }

    public void Dispose()
    {
        foreach (var (image, label) in _batches)
        {
            image.Dispose();
            label.Dispose();
        }

        _optimizer.Dispose();
        _network.Dispose();
    }
}
