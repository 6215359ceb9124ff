using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Generators.Combining;

namespace Tfaip.Processors.Pipelines.Generators.Conll;

/// <summary>
/// Samples from a file in the format of the CoNLL tasks: a token a line with its tags in columns, a blank line after each sentence; UTF-8, plain
/// or compressed by gzip. A column of a sentence becomes one string, its fields joined by single spaces. Every line has as many columns as the first.
/// </summary>
[Variant("conll"), Description("Samples from a file with a token a line and a blank line after each sentence.")]
public sealed record ConllParams : GeneratorParams, IValidatable
{
    /// <value>The file, or with the wildcards <c>*</c>, <c>?</c> and <c>**</c> several, one after the other. Default: none, it must be given.</value>
    [Description("The file, plain or .gz; with the wildcards *, ? and ** (any folders) several, one after the other."), Required, RelativePath]
    public string Path { get; init; } = "";

    /// <value>The column of each input by its name, counted from 0. Default: none, at least one must be given.</value>
    [Description("The column of each input by its name, counted from 0.")]
    public IReadOnlyDictionary<string, int> Inputs { get; init; } = new Dictionary<string, int>();

    /// <value>The column of each target by its name, counted from 0. Default: none.</value>
    [Description("The column of each target by its name, counted from 0.")]
    public IReadOnlyDictionary<string, int> Targets { get; init; } = new Dictionary<string, int>();

    /// <value>
    /// What stands between the columns. Default: <see cref="ConllSeparator.Auto"/>, tabs where the first line has one, else white space.
    /// </value>
    [Description("What stands between the columns: auto takes tabs where the first line has one, else white space.")]
    public ConllSeparator Separator { get; init; }

    /// <value>
    /// What stands between the fields of a sentence in the string. Default: a space. Where fields have spaces themselves, a tab keeps them apart.
    /// </value>
    [Description("What stands between the fields of a sentence in the string; a tab where fields have spaces."), MinLength(1)]
    public string Joiner { get; init; } = " ";

    /// <value>What a line begins with that is left out. Default: null, no line is.</value>
    [Description("What a line begins with that is left out, such as -DOCSTART-; without it no line is."), MinLength(1)]
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
