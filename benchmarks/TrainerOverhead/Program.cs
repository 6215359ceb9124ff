using System.Globalization;
using MnistMinimal;
using Tfaip.Export.Native;
using TrainerOverhead;

// dotnet run -c Release --project benchmarks/TrainerOverhead -- [EPOCHS] [BATCHES]
// The trainer against a hand-written TorchSharp loop over the same network, optimizer and batches, in alternating epochs of
// one process. The loop's batches lie ready as tensors; the trainer's come through its pipeline.
LibTorch.Register();
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var epochs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 7;
var limit = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : int.MaxValue;

var data = new MnistData(new MnistDataParams { Pipeline = new() { BatchSize = 16 } });
using var byHand = new HandWrittenLoop(data, limit);
var result = TrainerEpochs.Run(data, epochs, limit, byHand.Epoch);

var (hand, trainer) = (Median(byHand.Seconds), Median(result));
Console.WriteLine($"hand-written loop: {hand:F2} s per epoch (median of {epochs}; {byHand.Seconds.Min():F2} to {byHand.Seconds.Max():F2})");
Console.WriteLine($"trainer:           {trainer:F2} s per epoch (median of {epochs}; {result.Min():F2} to {result.Max():F2})");
Console.WriteLine($"ratio of medians:  {trainer / hand:F3}");

static double Median(IReadOnlyList<double> values)
{
    var sorted = values.Order().ToArray();
    return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
