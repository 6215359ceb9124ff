using System.Globalization;
using System.Reflection;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;

namespace Tfaip.Export.Tracing.Shapes;

/// <summary>A call as a shape rule sees it: its arguments by the names of their parameters, tensors by their shapes.</summary>
internal sealed class ShapeCall
{
    private readonly ParameterInfo[] _parameters;
    private readonly int _offset;
    private readonly Func<int, ShapeOperand> _operand;

    /// <summary>Creates it.</summary>
    /// <param name="method">The called method.</param>
    /// <param name="module">The layer whose method it is, or null.</param>
    /// <param name="arguments">What it was given: the receiver first where the method is a tensor's, then its parameters in order.</param>
    /// <param name="operand">Type and shape of a value.</param>
    /// <param name="bounds">What the free sizes can be.</param>
    public ShapeCall(
        MethodBase method, object? module, IReadOnlyList<Argument> arguments, Func<int, ShapeOperand> operand, SizeBounds bounds)
    {
        (Method, Module, Arguments, _operand, Bounds) = (method, module, arguments, operand, bounds);
        _parameters = method.GetParameters();
        _offset = arguments.Count - _parameters.Length;
    }

    /// <summary>The called method.</summary>
    public MethodBase Method { get; }

    /// <summary>The layer whose method it is, or null.</summary>
    public object? Module { get; }

    /// <summary>What it was given.</summary>
    public IReadOnlyList<Argument> Arguments { get; }

    /// <summary>What the free sizes can be.</summary>
    public SizeBounds Bounds { get; }

    /// <value>How many tensors the recorded call gave; counts where a number of results depends on a size. Default: 1.</value>
    public int ResultCount { get; init; } = 1;

    /// <value>Whether a size is what was recorded on an axis of the first result; counts where shapes broadcast. Default: always.</value>
    public Func<int, Size, bool> Agrees { get; init; } = (_, _) => true;

    /// <summary>The tensor that the call is about: the receiver, or the first argument.</summary>
    public ShapeOperand Self =>
        Arguments is [TensorArgument tensor, ..] ? _operand(tensor.Value) : throw new ShapeException("it is given no tensor");

    /// <summary>The axes of <see cref="Self"/>.</summary>
    public IReadOnlyList<Size> Shape => Self.Shape;

    /// <summary>The number of axes of <see cref="Self"/>.</summary>
    public int Rank => Self.Shape.Count;

    /// <summary>All tensors that it was given, in order, also those in lists and tuples.</summary>
    public IEnumerable<ShapeOperand> AllTensors => Flat(Arguments).OfType<TensorArgument>().Select(tensor => _operand(tensor.Value));

    /// <summary>Whether this overload has a parameter of the name.</summary>
    public bool Has(string name) => Array.Exists(_parameters, parameter => parameter.Name == name);

    /// <summary>The argument of the first of the names that this overload has; null where it has none or the argument is null.</summary>
    public Argument? Find(params string[] names)
    {
        foreach (var name in names)
        {
            var index = Array.FindIndex(_parameters, parameter => parameter.Name == name);
            if (index >= 0) return Arguments[index + _offset] is ConstantArgument { Value: null } ? null : Arguments[index + _offset];
        }

        return null;
    }

    /// <summary>A tensor, or null where none is given.</summary>
    public ShapeOperand? OptionalTensor(params string[] names) => Find(names) is TensorArgument tensor ? _operand(tensor.Value) : null;

    /// <summary>A tensor.</summary>
    public ShapeOperand Tensor(params string[] names) =>
        OptionalTensor(names) ?? throw new ShapeException($"it is given no tensor '{names[0]}'");

    /// <summary>A tensor by the number of its value.</summary>
    public ShapeOperand OperandOf(int value) => _operand(value);

    /// <summary>Several tensors, or one alone.</summary>
    public IReadOnlyList<ShapeOperand> Tensors(params string[] names) => Find(names) switch
    {
        ListArgument list => [.. list.Items.OfType<TensorArgument>().Select(tensor => _operand(tensor.Value))],
        TensorArgument tensor => [_operand(tensor.Value)],
        _ => throw new ShapeException($"it is given no tensors '{names[0]}'"),
    };

    /// <summary>A whole number that may depend on sizes, or null where none is given.</summary>
    public Size? OptionalLength(params string[] names) => Find(names) is { } argument ? ToSize(argument) : null;

    /// <summary>A whole number that may depend on sizes.</summary>
    public Size Length(params string[] names) => OptionalLength(names) ?? throw new ShapeException($"it is given no '{names[0]}'");

    /// <summary>Whole numbers that may depend on sizes: a list, or one alone; null where none are given.</summary>
    public IReadOnlyList<Size>? OptionalLengths(params string[] names) => Find(names) switch
    {
        null => null,
        ListArgument list => [.. list.Items.Select(ToSize)],
        ConstantArgument { Value: Array array } => [.. array.Cast<object>().Select(item => SizeAlgebra.Fixed(Whole(item)))],
        var single => [ToSize(single)],
    };

    /// <summary>Whole numbers that may depend on sizes: a list, or one alone.</summary>
    public IReadOnlyList<Size> Lengths(params string[] names) =>
        OptionalLengths(names) ?? throw new ShapeException($"it is given no '{names[0]}'");

    /// <summary>A whole number that is the same at all sizes, or null where none is given.</summary>
    public long? OptionalInteger(params string[] names) => OptionalLength(names) is { } size ? Known(size) : null;

    /// <summary>A whole number that is the same at all sizes.</summary>
    public long Integer(params string[] names) => Known(Length(names));

    /// <summary>Whole numbers that are the same at all sizes; null where none are given.</summary>
    public long[]? OptionalIntegers(params string[] names) => OptionalLengths(names)?.Select(Known).ToArray();

    /// <summary>A truth value; false where the overload does not have it.</summary>
    public bool Flag(params string[] names) => Find(names) is ConstantArgument { Value: true };

    /// <summary>A real number, or null where none is given.</summary>
    public double? OptionalReal(params string[] names) => Find(names) switch
    {
        null => null,
        SizeArgument { Size: FixedSize number } => number.Value,
        ConstantArgument { Value: IConvertible and not string } constant => Convert.ToDouble(constant.Value, CultureInfo.InvariantCulture),
        _ => throw new ShapeException($"'{names[0]}' is no number"),
    };

    /// <summary>An axis counted from the front, of one that may be counted from the back.</summary>
    public int Axis(long dimension) => Axis(dimension, Rank);

    /// <summary>An axis of so many, counted from the front.</summary>
    public static int Axis(long dimension, int rank)
    {
        var axis = dimension < 0 ? dimension + Math.Max(rank, 1) : dimension;
        if (axis < 0 || axis >= Math.Max(rank, 1)) throw new ShapeException($"there is no axis {dimension} of {rank}");
        return (int)axis;
    }

    /// <summary>A number that must be the same at all sizes.</summary>
    public static long Known(Size size) => size is FixedSize number ? number.Value : throw new UnknownShapeException();

    /// <summary>A whole number that was given.</summary>
    public static Size ToSize(Argument argument) => argument switch
    {
        SizeArgument size => size.Size,
        ConstantArgument { Value: { } value and not (string or Array) } => SizeAlgebra.Fixed(Whole(value)),
        _ => throw new UnknownShapeException(),
    };

    /// <summary>The arguments and those in lists and indices.</summary>
    public static IEnumerable<Argument> Flat(IEnumerable<Argument?> arguments) => arguments.SelectMany(argument => argument switch
    {
        null => [],
        ListArgument list => Flat(list.Items),
        IndexArgument index => Flat([index.Value, index.Start, index.Stop, index.Step]),
        _ => new[] { argument },
    });

    private static long Whole(object value) => value switch
    {
        long number => number,
        int or short or sbyte or byte or Enum => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        double number when number == Math.Floor(number) => (long)number,
        float number when number == MathF.Floor(number) => (long)number,
        _ => throw new UnknownShapeException(),
    };
}
