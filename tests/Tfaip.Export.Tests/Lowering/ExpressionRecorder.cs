using System.Collections;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using Tfaip.Processors.Samples;
using Tfaip.Torch;
using TorchSharp;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Tests.Lowering;

/// <summary>
/// Makes a program of an expression over tensors by running it at two values of a size n, independently of the tracer: calls
/// into TorchSharp are recorded, the rest is computed; numbers that differ become linear functions of n.
/// </summary>
internal sealed class ExpressionRecorder
{
    private readonly long _a;
    private readonly long _b;
    private readonly Dictionary<ParameterExpression, (object? A, object? B)> _parameters = [];
    private readonly Dictionary<Tensor, int> _ids = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<int, ValueInfo> _values = [];
    private readonly List<ProgramConstant> _constants = [];
    private readonly List<ProgramCall> _calls = [];

    private ExpressionRecorder(long a, long b) => (_a, _b) = (a, b);

    /// <summary>The program; its inputs are x0, x1, …, its outputs y0, y1, ….</summary>
    public static TracedProgram Record(LambdaExpression function, Func<long, Tensor[]> inputs, long a, long b)
    {
        using var gradients = no_grad();
        var recorder = new ExpressionRecorder(a, b);
        var (first, second) = (inputs(a), inputs(b));
        var specs = new List<ProgramInput>();
        for (var i = 0; i < first.Length; i++)
        {
            var id = recorder.Add(first[i], second[i]);
            recorder._parameters[function.Parameters[i]] = (first[i], second[i]);
            var info = recorder._values[id];
            specs.Add(new(id, new TensorSpec(
                $"x{i}",
                TorchTypes.ToElement(info.Type)!.Value,
                [.. info.Shape.Select(size => size is FixedSize known ? Dimension.Fixed(known.Value) : Dimension.Free("n"))])));
        }

        var (result, _) = recorder.Visit(function.Body);

        // A method that gives nothing has changed its receiver.
        result ??= first[0];
        var outputs = Tensors(result).ToArray();
        return new TracedProgram
        {
            Inputs = specs,
            Constants = recorder._constants,
            Calls = recorder._calls,
            Outputs = [.. outputs.Select((tensor, i) => new ProgramOutput(recorder._ids[tensor], $"y{i}"))],
            Values = recorder._values,
            Symbols = ["n"],
            RecordedSizes = [new Dictionary<string, long> { ["n"] = a }, new Dictionary<string, long> { ["n"] = b }],
        };
    }

    private int Add(Tensor a, Tensor b)
    {
        var id = _values.Count;
        _values.Add(id, new ValueInfo(a.dtype, [.. a.shape.Zip(b.shape, Fit)]));
        _ids[a] = id;
        _ids[b] = id;
        return id;
    }

    // The linear function of n that is x at a and y at b; one of a rounded-down half where no whole one is.
    private Size Fit(long x, long y)
    {
        if (x == y) return new FixedSize(x);
        if ((y - x) % (_b - _a) != 0)
        {
            Assert.AreEqual(x - (_a / 2), y - (_b / 2));
            return new SizeSum(new SizeFloorDivision(new SymbolSize("n"), new FixedSize(2)), new FixedSize(x - (_a / 2)));
        }

        var (factor, summand) = ((y - x) / (_b - _a), x - ((y - x) / (_b - _a) * _a));
        Size product = factor == 1 ? new SymbolSize("n") : new SizeProduct(new FixedSize(factor), new SymbolSize("n"));
        return summand == 0 ? product : new SizeSum(product, new FixedSize(summand));
    }

    private (object? A, object? B) Visit(Expression expression)
    {
        if (expression is ParameterExpression parameter) return _parameters[parameter];
        if (expression is ConstantExpression constant) return (constant.Value, constant.Value);

        var children = Children(expression).Select(Visit).ToArray();
        var (a, b) = (Evaluate(expression, children.Select(child => child.A)), Evaluate(expression, children.Select(child => child.B)));
        var method = expression switch
        {
            MethodCallExpression call => call.Method,
            BinaryExpression binary => binary.Method,
            UnaryExpression unary => unary.Method,
            MemberExpression { Member: PropertyInfo property } => property.GetMethod,
            _ => null,
        };
        if (method?.ReturnType == typeof(void)) (a, b) = children[0];
        if (method is not null && method.DeclaringType!.Assembly == typeof(torch).Assembly && Tensors(a).Any())
            RecordCall(method, children, a, b);
        return (a, b);
    }

    private void RecordCall(MethodInfo method, (object? A, object? B)[] children, object? a, object? b)
    {
        object? module = null;
        if (children.Length > 0 && children[0].A is nn.Module layer)
        {
            (module, children) = (layer, children[1..]);
        }

        var arguments = children.Select(child => ToArgument(child.A, child.B)).ToArray();
        _calls.Add(new ProgramCall
        {
            Method = method,
            Module = module,
            Arguments = arguments,
            Results = [.. Tensors(a).Zip(Tensors(b), Add)],
            Line = new SourceLine("Net.cs", _calls.Count + 1),
            ModulePath = module is null ? "" : "layer",
        });
    }

    private Argument ToArgument(object? a, object? b)
    {
        switch (a)
        {
            case null or Enum or string or bool or Device:
                return new ConstantArgument(a);
            case Tensor tensor:
                if (!_ids.TryGetValue(tensor, out var id))
                {
                    id = Add(tensor, (Tensor)b!);
                    _constants.Add(new(id, $"constant_{_constants.Count}", tensor));
                }

                return new TensorArgument(id);
            case long or int or short or byte:
                var (x, y) = (Convert.ToInt64(a, CultureInfo.InvariantCulture), Convert.ToInt64(b, CultureInfo.InvariantCulture));
                return x == y ? new ConstantArgument(a) : new SizeArgument(Fit(x, y));
            case float or double:
                return new ConstantArgument(a);
            case Scalar scalar:
                object value = scalar.Type switch
                {
                    ScalarType.Bool => scalar.ToBoolean(),
                    ScalarType.Float32 or ScalarType.Float64 => scalar.ToDouble(),
                    _ => scalar.ToInt64(),
                };
                return value is long ? ToArgument(value, ((Scalar)b!).ToInt64()) : new ConstantArgument(value);
            case TensorIndex:
                return Index(a, b!);
            case ITuple tuple:
                return new ListArgument([.. Enumerable.Range(0, tuple.Length).Select(i => ToArgument(tuple[i], ((ITuple)b!)[i]))]);
            case IEnumerable list:
                return new ListArgument([.. list.Cast<object?>().Zip(((IEnumerable)b!).Cast<object?>(), ToArgument)]);
            default:
                throw new NotSupportedException(a.GetType().ToString());
        }
    }

    private IndexArgument Index(object a, object b)
    {
        object? Field(object index, string name) =>
            typeof(TensorIndex).GetField(name, BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(index);
        Argument? Number(string name) => Field(a, name) is { } value ? ToArgument(value, Field(b, name)) : null;
        var (start, kind) = (Number("startIndexOrBoolOrSingle"), Enum.Parse<IndexKind>(Field(a, "kind")!.ToString()!));
        return new IndexArgument(kind)
        {
            Value = kind == IndexKind.Tensor ? ToArgument(Field(a, "tensor"), Field(b, "tensor")) : kind == IndexKind.Single ? start : null,
            Start = kind == IndexKind.Slice ? start : null,
            Stop = Number("stopIndex"),
            Step = Number("step"),
        };
    }

    /// <summary>The tensors in what a call gave, those in tuples and arrays one after the other.</summary>
    public static IEnumerable<Tensor> Tensors(object? value) => value switch
    {
        Tensor tensor => [tensor],
        IList<Tensor> list => list,
        ITuple tuple when tuple.Length > 0 && tuple[0] is Tensor => Enumerable.Range(0, tuple.Length).Select(i => (Tensor)tuple[i]!),
        _ => [],
    };

    private static Expression[] Children(Expression expression) => expression switch
    {
        MethodCallExpression call => call.Object is null ? [.. call.Arguments] : [call.Object, .. call.Arguments],
        BinaryExpression binary => [binary.Left, binary.Right],
        UnaryExpression unary => [unary.Operand],
        MemberExpression { Expression: { } owner } => [owner],
        MemberExpression => [],
        NewArrayExpression array => [.. array.Expressions],
        NewExpression creation => [.. creation.Arguments],
        _ => throw new NotSupportedException($"{expression.NodeType}: {expression}"),
    };

    private static object? Evaluate(Expression expression, IEnumerable<object?> children)
    {
        var values = Children(expression).Zip(children, (child, value) => (Expression)Expression.Constant(value, child.Type)).ToArray();
        Expression rebuilt = expression switch
        {
            MethodCallExpression call => call.Object is null ? call.Update(null, values) : call.Update(values[0], values[1..]),
            BinaryExpression binary => binary.Update(values[0], binary.Conversion, values[1]),
            UnaryExpression unary => unary.Update(values[0]),
            MemberExpression member => member.Expression is null ? member : member.Update(values[0]),
            NewArrayExpression array => array.Update(values),
            NewExpression creation => creation.Update(values),
            _ => throw new NotSupportedException(expression.NodeType.ToString()),
        };
        return Expression.Lambda(rebuilt).Compile(preferInterpretation: true).DynamicInvoke();
    }
}
