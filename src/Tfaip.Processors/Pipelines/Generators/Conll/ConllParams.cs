using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Generators.Combining;

namespace Tfaip.Processors.Pipelines.Generators.Conll;

/// <summary>Samples from a file with a token a line and a blank line after each sentence.</summary>
/// <remarks>
/// The format of the CoNLL tasks, with tags in columns; UTF-8, plain or compressed by gzip. A column of a sentence becomes one
/// string, its fields joined by single spaces. Every line has as many columns as the first.
/// </remarks>
[Variant("conll")]
public sealed record ConllParams : GeneratorParams, IValidatable
{
    /// <value>
    /// The file, plain or .gz; with the wildcards <c>*</c>, <c>?</c> and <c>**</c> (any folders) several, one after the other.
    /// Default: none, it must be given.
    /// </value>
    [Required, RelativePath]
    public string Path { get; init; } = "";

    /// <value>The column of each input by its name, counted from 0. Default: none, at least one must be given.</value>
    public IReadOnlyDictionary<string, int> Inputs { get; init; } = new Dictionary<string, int>();

    /// <value>The column of each target by its name, counted from 0. Default: none.</value>
    public IReadOnlyDictionary<string, int> Targets { get; init; } = new Dictionary<string, int>();

    /// <value>
    /// What stands between the columns: <see cref="ConllSeparator.Auto"/> takes tabs where the first line has one, else white
    /// space. Default: auto.
    /// </value>
    public ConllSeparator Separator { get; init; }

    /// <value>
    /// What stands between the fields of a sentence in the string; take a tab where fields have spaces. Default: a space.
    /// </value>
    [MinLength(1)]
    public string Joiner { get; init; } = " ";

    /// <value>What a line begins with that is left out, such as -DOCSTART-; without it no line is. Default: null.</value>
    [MinLength(1)]
    public string? Comment { get; init; }

    /// <inheritdoc/>
    public override ISampleSource Open()
    {
        Rules.Check(this);
        return ConcatSource.Of(SourceList.Open(PathPattern.Expand(Path, "CoNLL file"), file => new ConllSource(file, this)));
    }

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Inputs.Count == 0) yield return (nameof(Inputs), "give at least one input, such as tokens: 0.");
        foreach (var (name, column) in Inputs)
        {
            if (column < 0) yield return ($"{nameof(Inputs)}.{name}", "columns are counted from 0.");
        }

        foreach (var (name, column) in Targets)
        {
            if (column < 0) yield return ($"{nameof(Targets)}.{name}", "columns are counted from 0.");
        }
    }
}
