using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Csv;
using Tfaip.Processors.Samples;

namespace Tfaip.Training.Scenarios;

/// <summary>Where a scenario's samples come from. Derive from <see cref="Data{TParams}"/>.</summary>
public abstract class Data
{
    private protected Data(DataParams parameters) => Parameters = parameters;

    /// <summary>The parameters that every data class has.</summary>
    public DataParams Parameters { get; }

    /// <summary>The model's inputs after pre-processing, batch axis included, in the order of the exported graph.</summary>
    public abstract IReadOnlyList<TensorSpec> Inputs { get; }

    /// <summary>The targets after pre-processing, batch axis included.</summary>
    public abstract IReadOnlyList<TensorSpec> Targets { get; }

    /// <value>
    /// How a row of a CSV file becomes the raw inputs where the package predicts from CSV files. Default: null, the package does
    /// not say it.
    /// </value>
    public virtual CsvTable? Csv => null;

    /// <summary>Opens the samples of a split, before pre-processing.</summary>
    /// <param name="mode"><see cref="PipelineMode.Training"/> or <see cref="PipelineMode.Evaluation"/>.</param>
    /// <returns>The samples, or null for evaluation where there are none to evaluate with.</returns>
    public abstract ISampleSource? Open(PipelineMode mode);

    /// <summary>
    /// Opens the samples to evaluate with, in one set or in several that are measured apart. The values of the first are called by their
    /// names alone, those of others <c>SET/NAME</c>; each can be monitored. Default: what <see cref="Open"/> gives for evaluation, as
    /// one set.
    /// </summary>
    /// <returns>The sets, which are the caller's; none where there is nothing to evaluate with.</returns>
    public virtual IReadOnlyList<EvaluationSet> OpenEvaluationSets() =>
        Open(PipelineMode.Evaluation) is { } source ? [new EvaluationSet(EvaluationSet.DefaultName, source)] : [];

    /// <summary>
    /// The parameters with what the data themselves say: a run writes them down, so that it needs not ask again.
    /// </summary>
    /// <param name="look">Whether samples are looked at, even where all is written down.</param>
    /// <param name="faults">Gets what does not fit.</param>
    internal virtual DataParams Complete(bool look, ICollection<DataFault> faults) => Parameters;
}

/// <summary>Where a scenario's samples come from; a scenario's data class derives from it.</summary>
/// <typeparam name="TParams">The parameters of the data.</typeparam>
/// <param name="parameters">The parameters of the data.</param>
public abstract class Data<TParams>(TParams parameters) : Data(parameters ?? throw new ArgumentNullException(nameof(parameters)))
    where TParams : DataParams
{
    /// <summary>The parameters of the data.</summary>
    protected TParams Params { get; } = parameters;
}
