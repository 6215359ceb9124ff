using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Training.WarmStart;

/// <summary>
/// Weights of an earlier run that a new one begins with, in place of random ones. Tensors are matched by name, never by their
/// place in a list, and must have the model's shapes. Optimizer, schedule and step begin anew; a run that is resumed goes on from
/// its own checkpoint instead.
/// </summary>
public sealed record WarmStartParams : IValidatable
{
    /// <value>A run directory, a checkpoint's folder, a .safetensors file, or a .dat of TorchSharp's <c>Module.save</c>.</value>
    [Required, RelativePath]
    public string Source { get; init; } = "";

    /// <value>Which checkpoint of a run directory: best, last, or a name such as step-000123. Default: best.</value>
    [Required]
    public string Checkpoint { get; init; } = WarmStartSource.Best;

    /// <value>
    /// Replacements in the names of the source, one after the other, so that they become the model's. Default: none.
    /// </value>
    public IReadOnlyList<WeightRenameParams> Rename { get; init; } = [];

    /// <value>
    /// Regular expressions over whole names, after <see cref="Rename"/>: only such tensors are loaded. Default: none, all are.
    /// </value>
    /// <remarks>What the model has besides begins as in a new run.</remarks>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <value>
    /// Regular expressions over whole names, after <see cref="Rename"/>: such tensors are not loaded. Default: none.
    /// </value>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <value>Whether names that only one side has are left alone instead of being an error. Default: false.</value>
    /// <remarks>Not together with <see cref="Include"/> or <see cref="Exclude"/>, which say what is to be loaded.</remarks>
    public bool Partial { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Partial && (Include.Count > 0 || Exclude.Count > 0))
        {
            yield return (nameof(Partial), "partial loads whatever fits, include and exclude choose what is loaded: "
                + "give one or the other.");
        }

        foreach (var error in Errors(nameof(Include), Include).Concat(Errors(nameof(Exclude), Exclude))) yield return error;
        foreach (var (i, rename) in Rename.Index())
        {
            if (Expressions.Error(rename.From) is { } error) yield return ($"{nameof(Rename)}.{i}.{nameof(rename.From)}", error);
        }
    }

    private static IEnumerable<(string Property, string Message)> Errors(string property, IReadOnlyList<string> expressions) =>
        from entry in expressions.Index()
        let error = Expressions.Error(entry.Item)
        where error is not null
        select ($"{property}.{entry.Index}", error);
}
