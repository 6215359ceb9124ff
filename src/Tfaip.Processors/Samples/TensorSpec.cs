namespace Tfaip.Processors.Samples;

/// <summary>
/// What a named tensor of a model looks like, batch axis included:
/// <c>image: float32[batch, 1, height, width]; height: 32..96 step 8</c>.
/// </summary>
/// <remarks>
/// The grammar is <c>NAME: TYPE[SIZE, …] [in LOW..HIGH] [; SIZENAME: LOW..HIGH [step N]]…</c>. Sizes are whole numbers or
/// names of free sizes; <c>in</c> bounds the values (token numbers, say), both ends included.
/// </remarks>
public sealed partial record TensorSpec
{
    /// <summary>Creates the spec.</summary>
    public TensorSpec(string name, ElementType type, IReadOnlyList<Dimension> shape)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(shape);
        (Name, Type, Shape) = (name, type, shape);
    }

    /// <summary>The tensor's name.</summary>
    public string Name { get; }

    /// <summary>The type of its elements.</summary>
    public ElementType Type { get; }

    /// <summary>Its axes, the batch axis first.</summary>
    public IReadOnlyList<Dimension> Shape { get; }

    /// <value>The smallest and the largest value of an element, where it is bounded. Default: null, not bounded.</value>
    public (double Low, double High)? Values { get; init; }

    /// <value>Bounds of free sizes, by name; sizes without an entry are free from 1 on. Default: none.</value>
    public IReadOnlyDictionary<string, SizeRange> Sizes { get; init; } = new Dictionary<string, SizeRange>();
}
