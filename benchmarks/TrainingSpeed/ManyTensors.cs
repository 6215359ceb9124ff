using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace TrainingSpeed;

/// <summary>A step of a model of many small tensors, part by part: the trainer's, and that of a hand-written loop.</summary>
internal static class ManyTensors
{
    // Epochs of a part's measurement, and those before.
    private const int WarmUp = 2;

    public static void Run(int layers, int epochs, int steps)
    {
        using (var loop = new HandWrittenLoop(new Chain(layers), new DigitLikeData(32, steps)))
            Race.Run(loop, new PlainModel(new Chain(layers)), epochs);
        Parts(layers, epochs, steps);
    }

    private static void Parts(int layers, int epochs, int steps)
    {
        var data = new DigitLikeData(32, steps);
        using var parts = new StepParts();
        var epoch = 0;
        TrainerEpochs.Run(data, new PlainModel(new Chain(layers)), epochs + WarmUp, () =>
        {
            if (epoch++ <= WarmUp) parts.Clear();
        });
        parts.Write("the trainer's step", epochs * steps, 2 * layers);

        using var network = new Chain(layers);
        using var optimizer = optim.Adam(network.parameters(), 1e-3);
        using var image = rand(32, 64);
        using var label = randint(10, 32, dtype: ScalarType.Int64);
        for (var i = 0; i < (epochs + WarmUp) * steps; i++)
        {
            if (i <= WarmUp * steps) parts.Clear();
            using var scope = NewDisposeScope();
            Do(parts, TrainingActivities.Optimizer, () => optimizer.zero_grad());
            var output = parts.Time(TrainingActivities.Forward, () => network.call(image));
            var loss = parts.Time(TrainingActivities.Loss, () => nn.functional.cross_entropy(output, label));
            Do(parts, TrainingActivities.Backward, () => loss.backward());
            Do(parts, TrainingActivities.Optimizer, () => optimizer.step());
        }

        parts.Write("the hand-written loop's", epochs * steps, 2 * layers);
    }

    private static void Do(StepParts parts, string part, Action work) => parts.Time(part, () =>
    {
        work();
        return true;
    });
}
