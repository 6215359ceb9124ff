using System.Globalization;
using System.Text;
using Tfaip.Parameters;

namespace Tfaip.Processors.Samples;

/// <summary>
/// What a named tensor of a model looks like, batch axis included:
/// <c>image: float32[batch, 1, height, width]; height: 32..96 step 8</c>. Two are equal when their texts are.
/// </summary>
/// <remarks>
/// The grammar is <c>NAME: TYPE[SIZE, …] [in LOW..HIGH] [; SIZENAME: LOW..HIGH [step N]]…</c>. Sizes are whole numbers or
/// names of free sizes; <c>in</c> bounds the values (token numbers, say), both ends included. The name of a tensor holds no
/// white space and none of <c>: ; , [ ]</c>; for the names of sizes see <see cref="Dimension.Free"/>.
/// </remarks>
public sealed partial record TensorSpec
{
    /// <summary>Creates the spec.</summary>
    public TensorSpec(string name, ElementType type, IReadOnlyList<Dimension> shape)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(shape);
        if (!TensorSpecGrammar.IsTensorName(name))
        {
            throw new ArgumentException(
                $"'{name}' is not the name of a tensor: it holds no white space and none of : ; , [ ].", nameof(name));
        }

        (Name, Type, Shape) = (name, type, shape);
    }

    /// <summary>The tensor's name.</summary>
    public string Name { get; }

    /// <summary>The type of its elements.</summary>
    public ElementType Type { get; }

    /// <summary>Its axes, the batch axis first.</summary>
    public IReadOnlyList<Dimension> Shape { get; }

    /// <value>
    /// The smallest and the largest value of an element, both finite, where it is bounded. Default: null, not bounded.
    /// </value>
    public (double Low, double High)? Values { get; init; }

    /// <value>Bounds of free sizes, by name; sizes without an entry are free from 1 on. Default: none.</value>
    public IReadOnlyDictionary<string, SizeRange> Sizes { get; init; } = new Dictionary<string, SizeRange>();

    /// <summary>Reads the text of a spec.</summary>
    /// <exception cref="TfaipException">
    /// The text does not follow the grammar; the message says what is wrong at which character.
    /// </exception>
    public static TensorSpec Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new TensorSpecReader(text).Read();
    }

    /// <inheritdoc/>
    public bool Equals(TensorSpec? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    /// <summary>The text that <see cref="Parse"/> reads; bounds of sizes in the order of their names.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Name}: {Elements.Of(Type).Name}[{string.Join(", ", Shape)}]");
        if (Values is var (low, high)) text.Append(CultureInfo.InvariantCulture, $" in {low:R}..{high:R}");
        foreach (var (name, range) in Sizes.OrderBy(size => size.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"; {name}: {range}");
        }

        return text.ToString();
    }
}
