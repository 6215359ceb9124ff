using System.Diagnostics;
using System.Globalization;
using PipelineThroughput;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Batching;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Pipelines.Sequences;
using Tfaip.Processors.Samples;

// Measures the data pipeline: the throughput of trivial items in batches of 64, how a processor that computes scales from one worker to
// two, and when the first batch is there. Variants alternate, and medians over the rounds are printed. throughput.py beside this
// measures PyTorch's DataLoader on the same items. Arguments: how many rounds, and what the names of the variants must contain.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 7;
const int Items = 2_000_000;
const int WorkItems = 6_000;

var variants = new (string Name, Func<(double Rate, double Cost)> Measure)[]
{
    ("trivial items, 1 worker", () => Rate(Items, Pipeline(Items, 1))),
    ("trivial items, 2 workers", () => Rate(Items, Pipeline(Items, 2))),
    ("trivial items, shuffled, 2 workers", () => Rate(Items, Pipeline(Items, 2, PipelineMode.Training))),
    ("trivial items, preloaded, 2 workers", Preloaded),
    ("trivial items, repeated twice, 2 workers", () =>
        Rate(Items, Pipeline(Items / 2, 2, processors: [new RepeatParams { Modes = [PipelineMode.Evaluation] }]))),
    ("trivial items, token budget, 2 workers", () =>
        Rate(Items, Pipeline(Items, 2, batching: new TokenBudgetParams { Key = "n", MaxTokens = 64 }))),
    ("100 µs of work, 1 worker", () => Rate(WorkItems, Pipeline(WorkItems, 1, processors: [new WorkParams(10_000)]))),
    ("100 µs of work, 2 workers", () => Rate(WorkItems, Pipeline(WorkItems, 2, processors: [new WorkParams(10_000)]))),
};

var filter = args.Length > 1 ? args[1] : "";
variants = [.. variants.Where(variant => variant.Name.Contains(filter, StringComparison.Ordinal))];

// The processor time of a sample tells on a busy machine what two workers would reach on free processors.
var costs = variants.Select(_ => new List<double>()).ToArray();
var results = variants.Select(_ => new List<double>()).ToArray();
var firsts = new List<double>();
for (var round = 0; round <= rounds; round++)
{
    for (var i = 0; i < variants.Length; i++)
    {
        var (rate, cost) = variants[i].Measure();
        if (round == 0) continue;
        results[i].Add(rate);
        costs[i].Add(cost);
    }

    var begin = Stopwatch.GetTimestamp();
    _ = Pipeline(Items, 2, PipelineMode.Training).Read(0).First();
    if (round > 0) firsts.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
}

for (var i = 0; i < variants.Length; i++)
    Console.WriteLine(
        $"{variants[i].Name,-42} {Median(results[i]),12:N0} samples/s   (best {results[i].Max():N0}), {Median(costs[i]):0.000} µs of "
        + "processor time each");
if (variants.Length > 1 && variants[^1].Name.StartsWith("100 µs", StringComparison.Ordinal))
    Console.WriteLine(
        $"{"from 1 worker to 2",-42} {Median([.. results[^1].Zip(results[^2], (two, one) => two / one)]),12:0.00} times; by processor time "
        + $"{2 * Median(costs[^2]) / Median(costs[^1]):0.00} times on two free processors");
Console.WriteLine($"{"first batch, with the pipeline's creation",-42} {Median(firsts),12:0.00} ms");

static SamplePipeline Pipeline(
    int items,
    int workers,
    PipelineMode mode = PipelineMode.Evaluation,
    ProcessorParams[]? processors = null,
    BatchingParams? batching = null) =>
    new(
        batching is null ? new Numbers(items) : new Lengths(items),
        processors ?? [],
        new() { BatchSize = 64, Workers = workers, Prefetch = 16, Batching = batching },
        mode,
        seed: 1);

static (double Rate, double Cost) Preloaded()
{
    var pipeline = new SamplePipeline(
        new Numbers(Items), [], new() { BatchSize = 64, Workers = 2, Prefetch = 16, Preload = true }, PipelineMode.Training, seed: 1);
    Rate(Items, pipeline);
    return Rate(Items, pipeline, epoch: 1);
}

// Samples a second, and microseconds of processor time for each.
static (double Rate, double Cost) Rate(int expected, SamplePipeline pipeline, int epoch = 0)
{
    var (begin, usage) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
    var samples = 0L;
    foreach (var batch in pipeline.Read(epoch)) samples += batch.Count;
    var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
    var cost = (Environment.CpuUsage.TotalTime - usage).TotalMicroseconds / samples;
    return samples == expected
        ? (samples / seconds, cost)
        : throw new InvalidOperationException($"{samples} samples instead of {expected}.");
}

static double Median(List<double> values)
{
    var sorted = values.Order().ToArray();
    return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
}
