using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Generators.Combining;

namespace Tfaip.Processors.Pipelines.Generators.Json;

/// <summary>Samples from a file with a JSON object a line.</summary>
/// <remarks>
/// In UTF-8, plain or compressed by gzip; blank lines are skipped. Of a plain file only the places of the lines are kept in
/// memory. Fields are given as <c>FIELD[.FIELD]… [as TYPE]</c>: the field of the object, or of an object in it, in double quotes
/// where it has a point or <c> as </c>, and one of the types <c>float32</c>, <c>int64</c>, <c>bool</c>, <c>string</c> and
/// <c>path</c>. Without a type texts are strings and truth values bool. Arrays become tensors, nested ones with an axis for each
/// level.
/// </remarks>
[Variant("json_lines")]
public sealed record JsonLinesParams : GeneratorParams, IValidatable
{
    /// <value>
    /// The file, plain or .gz; with the wildcards <c>*</c>, <c>?</c> and <c>**</c> (any folders) several, one after the other.
    /// Default: none, it must be given.
    /// </value>
    [Required, RelativePath]
    public string Path { get; init; } = "";

    /// <value>
    /// The field of each input by its name, such as '<c>text</c>' or '<c>image.width as int64</c>'; numbers without a type are
    /// float32. Default: none, at least one must be given.
    /// </value>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <value>
    /// The field of each target by its name, such as '<c>label</c>' or '<c>price as float32</c>'; numbers without a type are
    /// int64. Default: none.
    /// </value>
    public IReadOnlyDictionary<string, string> Targets { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public override ISampleSource Open()
    {
        Rules.Check(this);
        return ConcatSource.Of(SourceList.Open(PathPattern.Expand(Path, "JSON lines file"), file => new JsonLinesSource(file, this)));
    }

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate() =>
        Inputs.Count == 0 ? [(nameof(Inputs), "give at least one input, such as text: sentence.")] : [];
}
