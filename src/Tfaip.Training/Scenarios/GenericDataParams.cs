using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Csv;
using Tfaip.Processors.Samples;

namespace Tfaip.Training.Scenarios;

/// <summary>The parameters of <see cref="GenericData"/>.</summary>
public sealed record GenericDataParams : DataParams, IValidatable
{
    /// <value>Where the samples to train with come from. Default: null; it must be given.</value>
    [Required]
    public GeneratorParams? Training { get; init; }

    /// <value>Where the samples to evaluate with come from; without it there are none. Default: null.</value>
    public GeneratorParams? Evaluation { get; init; }

    /// <value>
    /// The model's inputs after pre-processing, such as 'image: float32[batch, 1, 8, width]'; without it what the samples have. Default:
    /// null.
    /// </value>
    /// <remarks>Each is the text of a <see cref="TensorSpec"/>, in the order of the exported graph: without it that of the names.</remarks>
    public IReadOnlyList<string>? Inputs { get; init; }

    /// <value>
    /// The targets after pre-processing, such as 'label: int64[batch] in 0..9'; without it what the samples have. Default: null.
    /// </value>
    /// <remarks>Each is the text of a <see cref="TensorSpec"/>.</remarks>
    public IReadOnlyList<string>? Targets { get; init; }

    /// <value>
    /// How a row of a CSV file becomes the raw inputs in prediction; without it as in training, where that is from CSV files. Default:
    /// null.
    /// </value>
    public CsvTable? Csv { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Inputs is { Count: 0 }) yield return (nameof(Inputs), "give at least one input, or leave inputs out.");
        foreach (var fault in FaultsOf(nameof(Inputs), Inputs).Concat(FaultsOf(nameof(Targets), Targets))) yield return fault;
    }

    private static IEnumerable<(string Property, string Message)> FaultsOf(string list, IReadOnlyList<string>? texts)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, text) in (texts ?? []).Index())
        {
            var place = FormattableString.Invariant($"{list}.{i}");
            if (Read(text, out var spec) is { } fault) yield return (place, fault);
            else if (!names.Add(spec!.Name)) yield return (place, $"there are two '{spec.Name}'; give each a name of its own.");
            else if (spec.Shape is not [{ Length: null }, ..])
                yield return (place, $"the first axis is not the batch axis. Begin with a free size: {spec.Name}: {TypeOf(spec)}[batch, "
                    + "…].");
        }
    }

    private static string? Read(string text, out TensorSpec? spec)
    {
        spec = null;
        try
        {
            spec = TensorSpec.Parse(text);
            return null;
        }
        catch (TfaipException error)
        {
            return error.Message;
        }
    }

    private static string TypeOf(TensorSpec spec) => spec.Type.ToString().ToLowerInvariant();
}
