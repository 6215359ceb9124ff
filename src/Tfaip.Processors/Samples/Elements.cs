using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Tfaip.Processors.Samples;

/// <summary>
/// The element types of samples: their names, their .NET types, and what can be done with tensors and numbers without naming
/// the type. One object for each.
/// </summary>
internal abstract class Elements(ElementType type)
{
    private static readonly Elements[] Rows =
    [
        new NumberElements<float>(ElementType.Float32),
        new NumberElements<double>(ElementType.Float64),
        new NumberElements<Half>(ElementType.Float16),
        new NumberElements<byte>(ElementType.UInt8),
        new NumberElements<sbyte>(ElementType.Int8),
        new NumberElements<short>(ElementType.Int16),
        new NumberElements<int>(ElementType.Int32),
        new NumberElements<long>(ElementType.Int64),
        new TruthElements(),
    ];

    private static readonly Dictionary<Type, Elements> ByType =
        Rows.SelectMany(row => new[] { (row.ValueType, row), (row.TensorType, row) }).ToDictionary();

    /// <summary>All of them, in the order of the enumeration.</summary>
    public static IReadOnlyList<Elements> All => Rows;

    /// <summary>The element type.</summary>
    public ElementType Type => type;

    /// <summary>Its name in files and messages: <c>float32</c>.</summary>
    public string Name { get; } = type.ToString().ToLowerInvariant();

    /// <summary>The .NET type of an element.</summary>
    public abstract Type ValueType { get; }

    /// <summary>The bytes of an element.</summary>
    public abstract int Size { get; }

    /// <summary>Whether it is a type of floating point.</summary>
    public bool IsFloat => type is ElementType.Float32 or ElementType.Float64 or ElementType.Float16;

    protected abstract Type TensorType { get; }

    /// <summary>The element type of a tensor or a number, or null where the value is neither.</summary>
    public static Elements? Of(object value) => ByType.GetValueOrDefault(value.GetType());

    /// <summary>What can be done with an element type.</summary>
    public static Elements Of(ElementType type) => Array.Find(Rows, row => row.Type == type)
        ?? throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such element type.");

    /// <summary>True for a tensor, with its elements' type.</summary>
    public static bool IsTensor(object value, [NotNullWhen(true)] out Elements? elements)
    {
        elements = Of(value);
        return elements is not null && elements.IsTensor(value);
    }

    /// <summary>What messages say of a value: <c>float32[28, 28]</c>, <c>an int64</c>, <c>a string</c>.</summary>
    public static string Describe(object value)
    {
        if (value is string) return "a string";
        if (value is byte[]) return "bytes";
        if (Of(value) is not { } elements) return $"an object of type {value.GetType().Name}";
        var name = elements.Name;
        if (elements.IsTensor(value)) return name + ShapeText(elements.ShapeOf(value));
        return name[0] is 'i' or 'u' ? $"an {name} number" : $"a {name} number";
    }

    /// <summary>A shape as messages write it: <c>[28, 28]</c>.</summary>
    public static string ShapeText(ReadOnlySpan<nint> shape)
    {
        var lengths = new string[shape.Length];
        for (var i = 0; i < lengths.Length; i++) lengths[i] = shape[i].ToString(CultureInfo.InvariantCulture);
        return $"[{string.Join(", ", lengths)}]";
    }

    /// <summary>True for a tensor, false for a number.</summary>
    public bool IsTensor(object value) => value.GetType() == TensorType;

    /// <summary>The result of a function that needs the .NET type.</summary>
    public abstract TResult Invoke<TResult>(IElementFunction<TResult> function);

    /// <summary>The result of a function that needs the .NET type and its arithmetic; null for truth values, which have none.</summary>
    public virtual TResult? OfNumber<TResult>(INumberFunction<TResult> function)
        where TResult : class => null;

    public abstract ReadOnlySpan<nint> ShapeOf(object tensor);

    /// <summary>The bytes that the elements of a tensor take.</summary>
    public abstract long BytesOf(object tensor);

    /// <summary>A part of a stacked tensor, over the same memory: the beginning of each axis of one place of the first.</summary>
    public abstract object View(object stacked, int place, ReadOnlySpan<nint> shape);

    public abstract bool HaveEqualShapes(object left, object right);

    /// <summary>The elements of a tensor as a new array of float32, in row-major order.</summary>
    public abstract float[] ToSingles(object tensor);

    /// <summary>A number as float32.</summary>
    public abstract float ToSingle(object number);

    /// <summary>An element of a tensor of one axis.</summary>
    public abstract object ItemOf(object tensor, int place);

    /// <summary>
    /// A tensor whose axis between <paramref name="outer"/> and <paramref name="inner"/> elements has another length: the old
    /// lines move by <paramref name="before"/>, what they leave free becomes <paramref name="element"/>.
    /// </summary>
    public abstract object Place(object tensor, ReadOnlySpan<nint> shape, int outer, int inner, int before, object? element);

    /// <summary>A tensor with the same elements and another shape of as many.</summary>
    public abstract object Reshape(object tensor, ReadOnlySpan<nint> shape);

    /// <summary>Tensors of one shape along a new first axis.</summary>
    public abstract object StackTensors(ReadOnlySpan<object> tensors);

    /// <summary>
    /// Tensors along a new first axis, each at the beginning of a part of the given shape, which is filled up with a value.
    /// </summary>
    /// <param name="tensors">The tensors; none is longer along any axis than <paramref name="shape"/>.</param>
    /// <param name="shape">The shape of one part.</param>
    /// <param name="filling">A value for which <see cref="CanHold"/> holds.</param>
    public abstract object StackPadded(ReadOnlySpan<object> tensors, ReadOnlySpan<nint> shape, double filling);

    /// <summary>Whether the type has a value to the nearest: whole numbers and truth values have no fractions.</summary>
    public abstract bool CanHold(double value);

    /// <summary>Numbers as a tensor of one axis.</summary>
    public abstract object StackScalars(ReadOnlySpan<object> numbers);

    /// <summary>A part of a tensor along an axis.</summary>
    public abstract object Slice(object tensor, int axis, nint start, nint length);

    /// <summary>Tensors one after the other along an axis; their other axes are equal.</summary>
    public abstract object Concatenate(ReadOnlySpan<object> tensors, int axis);

    /// <summary>The parts of a tensor along its first axis, which has <paramref name="count"/> elements.</summary>
    public abstract object[] Split(object tensor, int count);
}
