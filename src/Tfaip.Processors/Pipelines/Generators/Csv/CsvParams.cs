using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Generators.Combining;

namespace Tfaip.Processors.Pipelines.Generators.Csv;

/// <summary>Samples from the rows of a CSV file.</summary>
/// <remarks>
/// By RFC 4180, plain or compressed by gzip. Fields may be quoted; empty lines are skipped; the text is UTF-8. Columns are given
/// as <c>COLUMN[, COLUMN]… [as TYPE]</c>, where COLUMN is a number from 0 on, a name of the header, in double quotes where it has
/// a comma, <c>..</c>, <c> as </c>, outer blanks or digits alone, or a range <c>FIRST..LAST</c> of either, and TYPE is
/// <c>float32</c>, <c>int64</c>, <c>string</c> or <c>path</c>, relative to the file. One column alone gives a number or a string,
/// a list or a range gives a tensor of one axis.
/// </remarks>
[Variant("csv")]
public sealed record CsvParams : GeneratorParams, IValidatable
{
    /// <value>
    /// The CSV file, plain or .gz; with the wildcards <c>*</c>, <c>?</c> and <c>**</c> (any folders) several, one after the
    /// other. Default: none, it must be given.
    /// </value>
    [Required, RelativePath]
    public string Path { get; init; } = "";

    /// <value>The character between fields. Default: a comma.</value>
    public string Delimiter { get; init; } = ",";

    /// <value>
    /// Whether a field may stand in quotes. Without, a quote is a character as any other, as in many files with tabs. Default:
    /// true.
    /// </value>
    public bool Quotes { get; init; } = true;

    /// <value>Whether the first row names the columns. Default: false.</value>
    public bool HasHeader { get; init; }

    /// <value>The first row to use of each file, from 0, the header not counted. Default: 0.</value>
    [Range(0, int.MaxValue)]
    public int FirstRow { get; init; }

    /// <value>How many rows to use of each file; all to the end where it is not given. Default: null.</value>
    [Range(1, int.MaxValue)]
    public int? RowCount { get; init; }

    /// <value>
    /// The columns of each input by its name, such as '<c>0..63</c>' or '<c>height, width as float32</c>'; without a type they
    /// are float32. Default: none, at least one must be given.
    /// </value>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <value>
    /// The columns of each target by its name, such as '<c>64</c>' or '<c>price as float32</c>'; without a type they are int64.
    /// Default: none.
    /// </value>
    public IReadOnlyDictionary<string, string> Targets { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public override ISampleSource Open()
    {
        Rules.Check(this);
        return ConcatSource.Of(SourceList.Open(PathPattern.Expand(Path, "CSV file"), file => new CsvSource(file, this)));
    }

    /// <summary>
    /// The first generator of CSV files among a generator and those that it is made of; null where there is none.
    /// </summary>
    internal static CsvParams? Find(GeneratorParams? generator) => generator switch
    {
        CsvParams csv => csv,
        SplitParams split => Find(split.Source),
        ConcatParams concat => concat.Sources.Select(Find).FirstOrDefault(csv => csv is not null),
        MixParams mix => mix.Sources.Select(Find).FirstOrDefault(csv => csv is not null),
        _ => null,
    };

    /// <summary>How the files are written.</summary>
    /// <exception cref="TfaipException">A file is missing or is not what it should be; the message names it.</exception>
    internal CsvTable Table()
    {
        Rules.Check(this);
        using var source = new CsvSource(PathPattern.Expand(Path, "CSV file")[0], this);
        return source.Table;
    }

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (CsvDialect.FindError(Delimiter) is { } error) yield return (nameof(Delimiter), error);
        if (Inputs.Count == 0) yield return (nameof(Inputs), "give at least one input, such as image: 0..63.");
    }
}
