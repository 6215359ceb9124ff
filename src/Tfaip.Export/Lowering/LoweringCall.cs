using System.Globalization;
using System.Reflection;
using Tfaip.Export.Graphs;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using Tfaip.Export.Requests;
using Tfaip.Processors.Samples;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Lowering;

/// <summary>
/// A recorded call as a lowering sees it: its arguments by the names of their parameters, and what it gave. An argument that a
/// lowering does not read must have the value that the parameter has by default; the call is refused otherwise.
/// </summary>
internal sealed class LoweringCall
{
    // What these say does not change the values of the result.
    private static readonly HashSet<string> WithoutEffect =
        ["inplace", "device", "deviceType", "deviceIndex", "requires_grad", "names", "copy", "disposeAfter", "non_blocking", "isImplicit",
            "sparse_grad"];

    private readonly ProgramCall _call;
    private readonly ParameterInfo[] _parameters;
    private readonly int _offset;
    private readonly Func<int, Operand> _operand;
    private readonly HashSet<string> _read = [];

    public LoweringCall(GraphBuilder graph, ProgramCall call, IReadOnlyList<ValueInfo?> results, Func<int, Operand> operand)
    {
        (Graph, _call, Results, _operand) = (graph, call, results, operand);
        _parameters = call.Method.GetParameters();
        _offset = call.Arguments.Count - _parameters.Length;
    }

    /// <summary>The graph to add to.</summary>
    public GraphBuilder Graph { get; }

    /// <value>What the free sizes can be. Default: anything from 1 on.</value>
    public SizeBounds Bounds { get; init; } = new(new Dictionary<string, SizeRange>());

    /// <value>Whether the call writes its result into its first argument. Default: false.</value>
    public bool InPlace { get; init; }

    /// <summary>What the call gave; null where it gave a null.</summary>
    public IReadOnlyList<ValueInfo?> Results { get; }

    /// <summary>What the call gave, where that is one tensor.</summary>
    public ValueInfo Result => Results[0]!;

    /// <summary>The type of the result.</summary>
    public ScalarType ResultType => Result.Type;

    /// <summary>The method.</summary>
    public MethodBase Method => _call.Method;

    /// <summary>The tensor that the call is about: the receiver, or the first argument.</summary>
    public Operand Self
    {
        get
        {
            if (_offset == 0 && _parameters.Length > 0) _read.Add(_parameters[0].Name!);
            return _call.Arguments is [TensorArgument tensor, ..] ? _operand(tensor.Value) : throw Refuse("it is given no tensor");
        }
    }

    /// <summary>Whether the first argument is a tensor.</summary>
    public bool HasSelf => _call.Arguments is [TensorArgument, ..];

    /// <summary>The layer that is called.</summary>
    public T Layer<T>() => (T)_call.Module!;

    /// <summary>Whether this overload has a parameter of the name.</summary>
    public bool Has(string name) => Array.Exists(_parameters, parameter => parameter.Name == name);

    /// <summary>The argument of the first of the names that this overload has, or null where it has none or the argument is null.</summary>
    public Argument? Find(params string[] names)
    {
        foreach (var name in names)
        {
            var index = Array.FindIndex(_parameters, parameter => parameter.Name == name);
            if (index < 0) continue;
            _read.Add(name);
            var argument = _call.Arguments[index + _offset];
            return argument is ConstantArgument { Value: null } ? null : argument;
        }

        return null;
    }

    /// <summary>A tensor by the number of its value.</summary>
    public Operand OperandOf(int value) => _operand(value);

    /// <summary>A parameter or buffer of the layer.</summary>
    public Operand Parameter(Tensor tensor, string name) =>
        new(Graph.Initializer(ModuleName(name), tensor), [.. tensor.shape.Select(length => new FixedSize(length))]);

    /// <summary>A parameter or buffer of the layer that may be missing.</summary>
    public Operand? OptionalParameter(Tensor? tensor, string name) => tensor is null ? null : Parameter(tensor, name);

    /// <summary>A name below that of the module.</summary>
    public string ModuleName(string name) => _call.ModulePath.Length == 0 ? name : $"{_call.ModulePath}.{name}";

    /// <summary>A tensor.</summary>
    public Operand Tensor(params string[] names) => OptionalTensor(names) ?? throw Missing(names);

    /// <summary>A tensor that may be missing.</summary>
    public Operand? OptionalTensor(params string[] names) => Find(names) switch
    {
        null => null,
        TensorArgument tensor => _operand(tensor.Value),
        var other => throw Unexpected(names, other),
    };

    /// <summary>Several tensors.</summary>
    public IReadOnlyList<Operand> Tensors(params string[] names) => (Find(names) ?? throw Missing(names)) switch
    {
        ListArgument list =>
            [.. list.Items.Select(item => item is TensorArgument tensor ? _operand(tensor.Value) : throw Unexpected(names, item))],
        TensorArgument tensor => [_operand(tensor.Value)],
        var other => throw Unexpected(names, other),
    };

    /// <summary>A whole number that may depend on sizes.</summary>
    public Size Length(params string[] names) => ToSize(names, Find(names) ?? throw Missing(names));

    /// <summary>Whole numbers that may depend on sizes: a list, or one alone.</summary>
    public IReadOnlyList<Size>? OptionalLengths(params string[] names) => Find(names) switch
    {
        null => null,
        ListArgument list => [.. list.Items.Select(item => ToSize(names, item))],
        var single => [ToSize(names, single)],
    };

    /// <summary>A whole number that is the same at all sizes.</summary>
    public long Integer(params string[] names) => OptionalInteger(names) ?? throw Missing(names);

    /// <summary>A whole number that is the same at all sizes, or null where none is given.</summary>
    public long? OptionalInteger(params string[] names) => Find(names) is { } argument ? ToInteger(names, argument) : null;

    /// <summary>Whole numbers that are the same at all sizes: a list, or one alone; null where none are given.</summary>
    public long[]? OptionalIntegers(params string[] names) => Find(names) switch
    {
        null => null,
        ListArgument list => [.. list.Items.Select(item => ToInteger(names, item))],
        var single => [ToInteger(names, single)],
    };

    /// <summary>A number that is the same at all sizes, or null where none is given.</summary>
    public double? OptionalReal(params string[] names) => Find(names) switch
    {
        null => null,
        ConstantArgument { Value: { } value and not string } => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        SizeArgument or RealArgument => throw DependsOnSizes(names),
        var other => throw Unexpected(names, other),
    };

    /// <summary>A number that is the same at all sizes.</summary>
    public double Real(params string[] names) => OptionalReal(names) ?? throw Missing(names);

    /// <summary>A truth value; false where the overload does not have it.</summary>
    public bool Flag(params string[] names) => Find(names) switch
    {
        null => false,
        ConstantArgument { Value: bool value } => value,
        var other => throw Unexpected(names, other),
    };

    /// <summary>A constant of another kind, or null where none is given.</summary>
    public T? Constant<T>(params string[] names)
        where T : struct => Find(names) switch
        {
            null => null,
            ConstantArgument { Value: T value } => value,
            var other => throw Unexpected(names, other),
        };

    /// <summary>A string.</summary>
    public string Text(params string[] names) => Find(names) is ConstantArgument { Value: string text } ? text : throw Missing(names);

    /// <summary>A string, or null where none is given.</summary>
    public string? OptionalText(params string[] names) => Find(names) is ConstantArgument { Value: string text } ? text : null;

    /// <summary>A number as a tensor of rank 0; it may depend on sizes.</summary>
    public GraphValue Number(ScalarType type, params string[] names) => OptionalNumber(type, names) ?? throw Missing(names);

    /// <summary>A number as a tensor of rank 0, or null where none is given; it may depend on sizes.</summary>
    public GraphValue? OptionalNumber(ScalarType type, params string[] names) => Find(names) switch
    {
        null => null,
        SizeArgument size => Graph.Number(size.Size, type),
        RealArgument real => Graph.Number(real.Value, type),
        ConstantArgument { Value: { } value } => Graph.Scalar(Wide(names, value), type),
        var other => throw Unexpected(names, other),
    };

    /// <summary>A tensor or a number, as a tensor of a type.</summary>
    public GraphValue Value(ScalarType type, params string[] names) => OptionalValue(type, names) ?? throw Missing(names);

    /// <summary>A tensor or a number, as a tensor of a type; null where none is given.</summary>
    public GraphValue? OptionalValue(ScalarType type, params string[] names) =>
        Find(names) is TensorArgument tensor ? Graph.Cast(_operand(tensor.Value).Value, type) : OptionalNumber(type, names);

    /// <summary>The type in which TorchSharp computes with all tensors and numbers that the call was given.</summary>
    public ScalarType PromotedType() => TypePromotion.Of(_call.Arguments, _operand) ?? throw Refuse("it is given no tensor");

    /// <summary>Int64 if all numbers that the call was given are whole, else Float64.</summary>
    public ScalarType PromotedTypeOfNumbers() => TypePromotion.OfNumbers(_call.Arguments);

    /// <summary>The error that the call cannot be exported.</summary>
    /// <param name="reason">Why, as the end of "… cannot be exported: …".</param>
    /// <param name="advice">What to write instead, a sentence.</param>
    public ExportException Refuse(
        string reason, string advice = "Write it with operations that docs/reference/export-coverage.md lists as supported.") =>
        Refuse(_call, $"{MethodNames.Describe(_call.Method, _call.Module)} cannot be exported: {reason}. {advice}");

    /// <summary>An error at a call.</summary>
    public static ExportException Refuse(ProgramCall call, string message) => new(message, call.Line?.DisplayFile, call.Line?.Line);

    /// <summary>Refuses the call if there is an argument that has not been read and may matter.</summary>
    public void RefuseUnread()
    {
        for (var i = 0; i < _parameters.Length; i++)
        {
            var parameter = _parameters[i];
            var argument = _call.Arguments[i + _offset];
            if (_read.Contains(parameter.Name!) || WithoutEffect.Contains(parameter.Name!) || IsDefault(parameter, argument)) continue;
            throw Refuse($"its argument '{parameter.Name}' = {Describe(argument)} is not supported");
        }
    }

    private static bool IsDefault(ParameterInfo parameter, Argument argument) => argument switch
    {
        ConstantArgument { Value: null } => true,
        ConstantArgument { Value: var value } when parameter.HasDefaultValue => parameter.DefaultValue switch
        {
            null => false,
            var standard when value is Enum =>
                Convert.ToInt64(value, CultureInfo.InvariantCulture) == Convert.ToInt64(standard, CultureInfo.InvariantCulture),
            IConvertible standard when value is IConvertible and not string => standard.ToDouble(CultureInfo.InvariantCulture)
                .Equals(((IConvertible)value).ToDouble(CultureInfo.InvariantCulture)),
            var standard => standard.Equals(value),
        },
        ListArgument { Items.Count: 0 } => true,
        _ => false,
    };

    private static string Describe(Argument argument) => argument switch
    {
        ConstantArgument constant => Convert.ToString(constant.Value, CultureInfo.InvariantCulture) ?? "null",
        SizeArgument size => size.Size.ToString()!,
        RealArgument real => real.Value.ToString()!,
        TensorArgument => "a tensor",
        ListArgument list => $"[{string.Join(", ", list.Items.Select(Describe))}]",
        _ => "an index",
    };

    private object Wide(string[] names, object value) => value switch
    {
        bool or long or double => value,
        float single => (double)single,
        int or short or sbyte or byte => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        _ => throw Refuse($"its argument '{names[0]}' is a {value.GetType().Name}"),
    };

    private Size ToSize(string[] names, Argument argument) => argument switch
    {
        SizeArgument size => size.Size,
        ConstantArgument { Value: long or int } => new FixedSize(ToInteger(names, argument)),
        _ => throw Unexpected(names, argument),
    };

    private long ToInteger(string[] names, Argument argument) => argument switch
    {
        ConstantArgument { Value: long or int } constant => Convert.ToInt64(constant.Value, CultureInfo.InvariantCulture),
        SizeArgument { Size: FixedSize size } => size.Value,
        SizeArgument or RealArgument => throw DependsOnSizes(names),
        _ => throw Unexpected(names, argument),
    };

    private ExportException DependsOnSizes(string[] names) =>
        Refuse($"its argument '{names[0]}' depends on a size of the inputs", "Give a number, or fix that size in the input's description.");

    private ExportException Missing(string[] names) => Refuse($"the overload without '{names[0]}' is not supported");

    private ExportException Unexpected(string[] names, Argument argument) =>
        Refuse($"its argument '{names[0]}' = {Describe(argument)} is not supported");
}
