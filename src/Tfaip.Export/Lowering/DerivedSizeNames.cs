using System.Globalization;
using Tfaip.Export.Programs.Sizes;

namespace Tfaip.Export.Lowering;

/// <summary>
/// Names sizes that are computed from free sizes, so that an output's shape can be written down: <c>output_1</c> for its axis 1.
/// </summary>
internal sealed class DerivedSizeNames
{
    private readonly Dictionary<Size, Size> _names = [];

    /// <summary>The shape with a name for each computed size; equal sizes have one name.</summary>
    public IReadOnlyList<Size> Name(string output, IReadOnlyList<Size> shape) => shape.Select((size, axis) =>
    {
        if (size is FixedSize or SymbolSize) return size;
        if (_names.TryGetValue(size, out var known)) return known;
        var name = new SymbolSize(
            string.Create(CultureInfo.InvariantCulture, $"{(char.IsAsciiLetter(output[0]) ? "" : "_")}{output}_{axis}"));
        _names.Add(size, name);
        return name;
    }).ToArray();
}
