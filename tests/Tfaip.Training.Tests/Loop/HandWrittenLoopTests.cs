using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;
using Tfaip.Training.Optimization.Optimizers;
using Tfaip.Training.Parameters;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Loop;

/// <summary>The trainer against the loop that one would write by hand, with TorchSharp's own optimizer and clipping.</summary>
[TestClass]
public sealed class HandWrittenLoopTests
{
    [TestMethod]
    public void The_weights_are_those_of_a_hand_written_loop()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var data = ToyRun.Data with { PreProcessing = [] };
        var parameters = new TrainerParams
        {
            Epochs = 2,
            Threads = 1,
            Optimizer = new SgdParams { LearningRate = 0.01, Momentum = 0.9 },
            Clipping = new() { Norm = 0.5 }
        };
        using var run = new ToyRun(folder.Path, parameters, data, model: p => new ToyModel(p with { Dropout = 0 }));
        run.Trainer.Train();

        TorchSeed.ForInitialWeights(7);
        using var model = new ToyModel(new ToyModelParams { Dropout = 0 });
        model.Register();
        using var source = new ToyData(data).Open(PipelineMode.Training)!;
        var pipeline = new SamplePipeline(source, [], data.Pipeline, PipelineMode.Training, 7);
        using var sgd = optim.SGD(model.parameters(), 0.01, momentum: 0.9);
        for (var epoch = 0; epoch < 2; epoch++)
        {
            foreach (var batch in pipeline.ReadAsync(epoch).ToBlockingEnumerable())
            {
                var x = stack(batch.Samples.Select(s => tensor(((System.Numerics.Tensors.Tensor<float>)s.Inputs["x"]).ToArray())));
                var label = tensor(batch.Samples.Select(s => (long)s.Targets["label"]).ToArray());
                sgd.zero_grad();
                var outputs = model.Forward(new() { ["x"] = x });
                var logits = outputs["logits"];
                (nn.functional.cross_entropy(logits, label) + (0.01 * logits.square().mean())).backward();
                nn.utils.clip_grad_norm_(model.parameters(), 0.5);
                sgd.step();
            }
        }

        foreach (var (name, value) in model.state_dict())
        {
            Assert.IsTrue(run.Model.state_dict()[name].allclose(value, 1e-4, 1e-6), name);
        }
    }
}
