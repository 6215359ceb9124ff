using System.Numerics.Tensors;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;
using Tfaip.Training.Scenarios;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace TrainingSpeed;

/// <summary>What one writes without a toolkit: TorchSharp's own Adam over batches that lie ready as tensors.</summary>
internal sealed class HandWrittenLoop : IDisposable
{
    private readonly nn.Module<Tensor, Tensor> _network;
    private readonly optim.Optimizer _optimizer;
    private readonly List<(Tensor Image, Tensor Label)> _batches = [];

    public HandWrittenLoop(nn.Module<Tensor, Tensor> network, Data data)
    {
        (_network, Data) = (network, data);
        _optimizer = optim.Adam(_network.parameters(), 1e-3);
        using var source = data.Open(PipelineMode.Training)!;
        var pipeline = new SamplePipeline(source, data.Parameters.PreProcessing, data.Parameters.Pipeline, PipelineMode.Training, seed: 1);
        foreach (var batch in pipeline.ReadAsync(epoch: 0).ToBlockingEnumerable())
        {
            var image = (Tensor<float>)batch.Inputs["image"];
            var label = (Tensor<long>)batch.Targets["label"];
            _batches.Add((tensor(image.ToArray()).reshape(image.Lengths.ToArray().Select(length => (long)length).ToArray()), tensor(
                label.ToArray())));
        }
    }

    public Data Data { get; }

    public int Steps => _batches.Count;

    public List<Measurement> Epochs { get; } = [];

    public void Epoch()
    {
        var begin = Measurement.Begin();
        _network.train();
        foreach (var (image, label) in _batches)
        {
            using var scope = NewDisposeScope();
            _optimizer.zero_grad();
            nn.functional.cross_entropy(_network.call(image), label).backward();
            _optimizer.step();
        }

        Epochs.Add(begin.End());
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
