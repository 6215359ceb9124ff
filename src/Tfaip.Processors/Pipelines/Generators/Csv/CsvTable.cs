using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Generators.Csv;

/// <summary>
/// How a row of a CSV file becomes the raw inputs of a model, where it is not trained but asked. Other columns do not matter.
/// </summary>
public sealed record CsvTable : IValidatable
{
    /// <value>The character between fields. Default: a comma.</value>
    [Description("The character between fields.")]
    public string Delimiter { get; init; } = ",";

    /// <value>Whether a field may stand in quotes. Default: true.</value>
    [Description("Whether a field may stand in quotes; without, a quote is a character as any other.")]
    public bool Quotes { get; init; } = true;

    /// <value>Whether the first row names the columns. Default: false.</value>
    [Description("Whether the first row names the columns.")]
    public bool HasHeader { get; init; }

    /// <value>
    /// The columns of each input by its name, written as in <see cref="CsvParams"/>. Default: none, at least one must be given.
    /// </value>
    [Description("The columns of each input by its name, such as 0..63 or height, width as float32."), MinLength(1)]
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate() =>
        CsvDialect.FindError(Delimiter) is { } error ? [(nameof(Delimiter), error)] : [];

    /// <summary>How the files that a generator reads are written; null where it reads no CSV.</summary>
    /// <remarks>
    /// Where the file names its columns, they are named here one by one: a file in which they have another order has the same
    /// inputs.
    /// </remarks>
    /// <exception cref="TfaipException">The file is missing or is not what it should be; the message names it.</exception>
    internal static CsvTable? Of(GeneratorParams? generator) => CsvParams.Find(generator)?.Table();
}
