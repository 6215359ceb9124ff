using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Csv;
using Tfaip.Processors.Samples;

namespace Tfaip.Training.Scenarios;

/// <summary>
/// Samples of the generators that the configuration names: the data of a scenario that has no data class of its own. What its
/// inputs and targets look like is found in the samples where the configuration does not say it.
/// </summary>
/// <param name="parameters">The parameters.</param>
public sealed class GenericData(GenericDataParams parameters) : Data<GenericDataParams>(parameters)
{
    private readonly Lazy<FoundSpecs> _found = new(() => FoundSpecs.Of(parameters));

    /// <inheritdoc/>
    /// <exception cref="TfaipException">They are not given, and the samples do not show them.</exception>
    public override IReadOnlyList<TensorSpec> Inputs =>
        field ??= Params.Inputs is { } texts ? Read(texts) : _found.Value.Specs(SampleSide.Inputs);

    /// <inheritdoc/>
    /// <exception cref="TfaipException">They are not given, and the samples do not show them.</exception>
    public override IReadOnlyList<TensorSpec> Targets =>
        field ??= Params.Targets is { } texts ? Read(texts) : _found.Value.Specs(SampleSide.Targets);

    /// <inheritdoc/>
    public override CsvTable? Csv => Params.Csv;

    /// <inheritdoc/>
    public override ISampleSource? Open(PipelineMode mode) =>
        mode == PipelineMode.Training ? Training(Params).Open() : Params.Evaluation?.Open();

    /// <summary>The generator of the samples to train with.</summary>
    internal static GeneratorParams Training(GenericDataParams parameters) => parameters.Training
        ?? throw new TfaipException("data.training is missing: name the generator of the samples to train with.");

    internal override DataParams Complete(bool look, ICollection<DataFault> faults)
    {
        if (look)
        {
            _found.Value.Check(SampleSide.Inputs, "inputs", Params.Inputs is null ? [] : Inputs, faults);
            _found.Value.Check(SampleSide.Targets, "targets", Params.Targets is null ? [] : Targets, faults);
            if (faults.Count > 0) return Params;
        }

        return Params with
        {
            Inputs = [.. Inputs.Select(spec => spec.ToString())],
            Targets = [.. Targets.Select(spec => spec.ToString())],
            Csv = Params.Csv ?? CsvTable.Of(Params.Training),
        };
    }

    private static TensorSpec[] Read(IReadOnlyList<string> texts) => [.. texts.Select(TensorSpec.Parse)];
}
