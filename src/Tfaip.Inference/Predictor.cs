using System.Runtime.CompilerServices;
using Tfaip.Inference.Graphs;
using Tfaip.Inference.Inputs;
using Tfaip.Inference.Packages;
using Tfaip.Parameters;
using Tfaip.Parameters.Resources;
using Tfaip.Processors.Manifests;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;

namespace Tfaip.Inference;

/// <summary>
/// Answers raw input with a model package: the processors of the training prepare it, the graph runs, the processors of the training
/// finish the answer. One predictor serves any number of threads at once.
/// </summary>
public sealed class Predictor : IDisposable
{
    // Inputs of one call that are prepared before the first of them runs: enough to find equal shapes among.
    private const int BatchesAhead = 16;

    private readonly GraphSession _session;
    private readonly ProcessorChain _preProcessing;
    private readonly ProcessorChain _postProcessing;
    private readonly RawInput _rawInput;
    private readonly InputRules _rules;
    private readonly VerifiedSizes _verified;
    private readonly string[] _outputs;
    private readonly int _batchSize;

    private Predictor(Package package, string path, GraphEntry graph, GraphSession session, PredictorOptions options)
    {
        Manifest = package.Manifest;
        Graph = graph;
        Resources = package.Resources;
        _session = session;
        _preProcessing = new(Manifest.PreProcessing, PipelineMode.Prediction);
        _postProcessing = new(graph.Name == Manifest.DefaultGraph ? Manifest.PostProcessing : [], PipelineMode.Prediction);
        _rawInput = new(
            new ChainParams { Processors = Manifest.PreProcessing }.InputsBefore([.. graph.Inputs.Select(input => input.Name)]));
        _rules = new(graph.Inputs);
        _verified = new(graph, path, options.Warn);
        _outputs = [.. graph.Outputs.Select(output => output.Name)];
        _batchSize = GraphRules.LargestBatch(graph.Inputs) ?? options.BatchSize;
    }

    /// <summary>What the package says of itself.</summary>
    public Manifest Manifest { get; }

    /// <summary>The graph that answers: <c>default</c>, or the one of <see cref="PredictorOptions.Graph"/>.</summary>
    public GraphEntry Graph { get; }

    /// <summary>
    /// The files that the model brought along, by the parameter that named them in training: <c>post_processing.0.label_file</c>,
    /// <c>data.alphabet</c>.
    /// </summary>
    public IReadOnlyDictionary<string, ResourceFile> Resources { get; }

    /// <summary>The device that the graph runs on, <c>cpu</c> or <c>cuda:N</c>: another than was asked for only after a fallback.</summary>
    public string Device => _session.Device.ToString();

    /// <summary>Loads a package.</summary>
    /// <param name="path">The package: a file, or a folder with the same content.</param>
    /// <param name="options">How to run it; null for the defaults.</param>
    /// <exception cref="TfaipException">The package is missing, damaged or needs what is not there; the message says what.</exception>
    public static Predictor Load(string path, PredictorOptions? options = null)
    {
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.IntraOpThreads, nameof(options));
        using var package = Package.Open(path, options.Processors);
        var graph = package.Manifest.FindGraph(options.Graph) ?? throw new TfaipException(
            $"{path}: the package has no graph '{options.Graph}'; it has {string.Join(", ", package.Manifest.GraphNames)}.");
        var session = GraphSession.Load(package.ReadFile(graph.File), package.WeightsOf(graph), Manifest.WeightsOf(graph.File), path,
            new(options.Device, options.AllowFallback, options.IntraOpThreads, typeof(Predictor)));
        try
        {
            GraphRules.Check(session, graph.Inputs, graph.Outputs, path);
            return new(package, path, graph, session, options);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Answers one input.</summary>
    /// <param name="input">
    /// The raw value of the model's input: a path, bytes, a string, a tensor or an array of numbers. Where the model has
    /// several inputs, a dictionary or a <see cref="Sample"/> with a value for each.
    /// </param>
    /// <returns>The sample with the answer in <see cref="Sample.Outputs"/>.</returns>
    /// <exception cref="TfaipException">The input cannot be answered; the message says why.</exception>
    public Sample Predict(object input) => Predict([input])[0];

    /// <summary>Answers many inputs, those of equal shape in batches.</summary>
    /// <param name="inputs">The inputs, each as in <see cref="Predict(object)"/>.</param>
    /// <returns>The answers in the order of the inputs.</returns>
    /// <exception cref="TfaipException">An input cannot be answered; the message names it.</exception>
    public IReadOnlyList<Sample> Predict(IEnumerable<object> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var answers = new List<Sample>();
        foreach (var window in inputs.Chunk(BatchesAhead * _batchSize))
            answers.AddRange(PredictWindow(window, answers.Count, CancellationToken.None));
        return answers;
    }

    /// <summary>Answers a stream of inputs in its order, in batches of what is there already.</summary>
    /// <param name="inputs">The inputs, each as in <see cref="Predict(object)"/>.</param>
    /// <param name="cancellationToken">Ends the stream within the work of one batch.</param>
    /// <exception cref="TfaipException">An input cannot be answered; the message names it.</exception>
    public async IAsyncEnumerable<Sample> PredictAsync(
        IAsyncEnumerable<object> inputs, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var window = new List<object>(_batchSize);
        var answered = 0L;
        await using var source = inputs.GetAsyncEnumerator(cancellationToken);
        for (var hasNext = true; hasNext;)
        {
            // A source that has nothing ready must not hold back the answers to what it gave.
            var next = source.MoveNextAsync();
            if (window.Count == _batchSize || (window.Count > 0 && !next.IsCompleted))
            {
                var step = next.AsTask();
                try
                {
                    foreach (var answer in await RunWindow().ConfigureAwait(false)) yield return answer;
                }
                finally
                {
                    // However this ends, the step that is under way ends first: a source cannot be disposed within one.
                    await step.ContinueWith(
                        static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
                        .ConfigureAwait(false);
                }

                hasNext = await step.ConfigureAwait(false);
            }
            else
            {
                hasNext = await next.ConfigureAwait(false);
            }

            if (hasNext) window.Add(source.Current);
        }

        foreach (var answer in await RunWindow().ConfigureAwait(false)) yield return answer;

        Task<Sample[]> RunWindow()
        {
            var (items, first) = (window.ToArray(), answered);
            window.Clear();
            answered += items.Length;
            return Task.Run(() => PredictWindow(items, first, cancellationToken), cancellationToken);
        }
    }

    /// <summary>Runs the graph alone, over values that are prepared and stacked already.</summary>
    /// <param name="inputs">The graph's inputs by name, with the batch axis.</param>
    /// <returns>The graph's outputs by name, before post-processing.</returns>
    /// <exception cref="TfaipException">An input is missing, or the graph does not take it; the message says why.</exception>
    public IReadOnlyDictionary<string, object> RunGraph(IReadOnlyDictionary<string, object> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (Graph.Inputs.FirstOrDefault(input => !inputs.ContainsKey(input.Name)) is { } missing)
        {
            throw new TfaipException(
                $"The model's input '{missing.Name}' is missing; there are: "
                + $"{(inputs.Count == 0 ? "none" : string.Join(", ", inputs.Keys))}.");
        }

        var given = Graph.Inputs.ToDictionary(input => input.Name, input => inputs[input.Name]);
        _verified.Check(given);
        return _session.Run(given, _outputs);
    }

    /// <summary>Lets go of the graph. Calls that run end well; later ones throw <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose() => _session.Dispose();

    private Sample[] PredictWindow(object[] inputs, long first, CancellationToken cancellationToken)
    {
        var prepared = new Sample[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            prepared[i] = Prepare(inputs[i], first + i);
        }

        var answers = new Sample[inputs.Length];
        foreach (var group in Enumerable.Range(0, inputs.Length).GroupBy(i => InputRules.ShapeKey(prepared[i])))
        {
            foreach (var batch in group.Chunk(_batchSize))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var outputs = Run([.. batch.Select(i => prepared[i])]);
                for (var i = 0; i < batch.Length; i++) answers[batch[i]] = Finish(prepared[batch[i]], outputs[i], first + batch[i]);
            }
        }

        return answers;
    }

    private Sample Prepare(object input, long index)
    {
        var sample = _rawInput.ToSample(input, index);
        var processed = _preProcessing.Process(sample, seed: 0, epoch: 0, index, out var drop)
            ?? throw Dropped(sample, "pre-processing", drop!);
        return _rules.Select(processed);
    }

    private IReadOnlyList<IReadOnlyDictionary<string, object>> Run(Sample[] samples)
    {
        var batch = Collation.Collate(samples, index: 0, withTargets: false);
        _verified.Check(batch.Inputs);
        return Collation.Split(_session.Run(batch.Inputs, _outputs), batch.Count);
    }

    private Sample Finish(Sample sample, IReadOnlyDictionary<string, object> outputs, long index)
    {
        foreach (var (name, value) in outputs) sample = sample.WithOutput(name, value);
        return _postProcessing.Process(sample, seed: 0, epoch: 0, index, out var drop) ?? throw Dropped(sample, "post-processing", drop!);
    }

    private static TfaipException Dropped(Sample sample, string where, SampleDrop drop) =>
        new($"{sample.Source}: the processor '{drop.Processor}' of the {where} drops this input: {drop.Reason}. There is no answer to it.");
}
