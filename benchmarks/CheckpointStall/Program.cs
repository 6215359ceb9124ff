using System.Globalization;
using CheckpointStall;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Loop;
using Tfaip.Training.Optimization.Optimizers;
using Tfaip.Training.Parameters;

// dotnet run -c Release --project benchmarks/CheckpointStall -- [CHECKPOINTS]
// Trains 100 MB of weights with Adam on the CPU, 300 MB in a checkpoint: how much longer is the step that a checkpoint is begun before?
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Every = 12;
var checkpoints = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 9;
var folder = Directory.CreateTempSubdirectory("tfaip-benchmark-").FullName;
var times = new StepTimes(Every);
using (var model = new LargeModel())
using (var trainer = new Trainer(new TrainingSetup
{
    Model = model,
    Data = new NoiseData((checkpoints * Every) + Every),
    Parameters =
        new TrainerParams { Epochs = 1, Optimizer = new AdamParams(), Threads = 1, Checkpoint = new() { EveryEpochs = int.MaxValue } },
    Checkpoints = new CheckpointStore(folder),
    Callbacks = [times],
}))
{
    trainer.Train();
}

Directory.Delete(folder, recursive: true);
var without = Median(times.Without);
Console.WriteLine($"a step without a checkpoint           {without,7:F1} ms, the median of {times.Without.Count}");
Console.WriteLine(
    $"with the first checkpoint             {times.WithCheckpoint[0],7:F1} ms, {times.WithCheckpoint[0] - without,6:F1} ms longer");
var later = Median(times.WithCheckpoint.Skip(1));
Console.WriteLine(
    $"with a later one                      {later,7:F1} ms, {later - without,6:F1} ms longer, the median of "
    + $"{times.WithCheckpoint.Count - 1}; the longest {times.WithCheckpoint.Skip(1).Max():F1} ms");
if (times.WhileWriting.Count > 0)
    Console.WriteLine(
        $"while one is written, after that step {Median(times.WhileWriting),7:F1} ms, the median of {times.WhileWriting.Count}");

static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;
