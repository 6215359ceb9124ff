using Tfaip.Parameters;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Checkpoints.Snapshots;
using Tfaip.Training.Tests.Loop;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Checkpoints;

[TestClass]
public sealed class LoadedCheckpointTests
{
    [TestMethod]
    public void Averages_take_the_place_of_weights_in_evaluation_and_not_in_training()
    {
        using var scope = NewDisposeScope();
        using var model = nn.Linear(2, 1);
        using var checkpoint = Written(new() { ["weight"] = full([1, 2], -3f) });

        checkpoint.LoadWeights(model);
        CollectionAssert.AreEqual((float[])[5, 5, 7], Numbers(model));

        checkpoint.LoadInferenceWeights(model);
        CollectionAssert.AreEqual((float[])[-3, -3, 7], Numbers(model));
    }

    [TestMethod]
    public void Without_averages_evaluation_takes_the_weights()
    {
        using var scope = NewDisposeScope();
        using var model = nn.Linear(2, 1);
        using var checkpoint = Written([]);

        checkpoint.LoadInferenceWeights(model);

        CollectionAssert.AreEqual((float[])[5, 5, 7], Numbers(model));
        Assert.IsFalse(File.Exists(Path.Combine(checkpoint.Path, "averages.safetensors")));
    }

    [TestMethod]
    public void Averages_of_another_model_are_refused()
    {
        using var scope = NewDisposeScope();
        using var model = nn.Linear(2, 1);
        using var checkpoint = Written(new() { ["other"] = zeros(1) });

        var error = Assert.ThrowsExactly<TfaipException>(() => checkpoint.LoadInferenceWeights(model));

        Assert.AreEqual(
            $"{Path.Combine(checkpoint.Path, "averages.safetensors")}: does not fit the model; not in the model: other.", error.Message);
    }

    [TestMethod]
    public void Averages_of_what_the_checkpoint_has_no_weights_of_are_refused()
    {
        using var scope = NewDisposeScope();
        using var checkpoint = Written(new() { ["other"] = zeros(1), ["another"] = zeros(1) });

        var error = Assert.ThrowsExactly<TfaipException>(() => checkpoint.ReadInferenceWeights());

        Assert.AreEqual(
            $"{Path.Combine(checkpoint.Path, "averages.safetensors")}: does not fit the checkpoint's weights; not among them: another, "
            + "other.", error.Message);
    }

    private static LoadedCheckpoint Written(Dictionary<string, Tensor> averages)
    {
        using var folder = new TemporaryFolder();
        var content = new CheckpointContent(
            new CheckpointState { Step = 1, Epoch = 0, Batch = 1, StepsPerEpoch = 2 },
            new Dictionary<string, Tensor> { ["weight"] = full([1, 2], 5f), ["bias"] = full(1, 7f) },
            new Dictionary<string, Tensor>(),
            new Dictionary<string, Tensor>())
        {
            Averages = averages,
        };
        var store = new CheckpointStore(folder.Path);
        store.Write(content, new CheckpointRetention());
        return store.LoadNewest()!;
    }

    private static float[] Numbers(nn.Module model) =>
        [.. model.state_dict().Values.SelectMany(tensor => tensor.detach().clone().data<float>().ToArray())];
}
