using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Tfaip.Export.Programs;
using TorchSharp;
using static TorchSharp.torch;
using SymbolTable = System.Collections.Generic.IReadOnlyDictionary<string, long>;

namespace Tfaip.Export.Tests.Tracing;

/// <summary>Runs a program by calling the recorded methods of TorchSharp again, on other inputs.</summary>
internal static class ProgramInterpreter
{
    public static Tensor[] Run(TracedProgram program, IReadOnlyList<Tensor> inputs, SymbolTable sizes)
    {
        var values = new Dictionary<int, Tensor>();
        for (var i = 0; i < inputs.Count; i++) values[program.Inputs[i].Value] = inputs[i];
        foreach (var constant in program.Constants) values[constant.Value] = constant.IsCopy ? constant.Tensor.clone() : constant.Tensor;
        foreach (var call in program.Calls)
        {
            var results = Call(call, values, sizes);
            for (var i = 0; i < results.Count; i++)
            {
                if (call.Results[i] < 0) continue;
                values[call.Results[i]] = results[i]!;
                var info = program.Values[call.Results[i]];
                Assert.AreEqual(info.Type, results[i]!.dtype, call.Method.ToString());
                CollectionAssert.AreEqual(
                    info.Shape.Select(size => size.Evaluate(sizes)).ToArray(), results[i]!.shape, $"{call.Line} {call.Method}");
            }
        }

        return [.. program.Outputs.Select(output => values[output.Value])];
    }

    private static List<Tensor?> Call(ProgramCall call, Dictionary<int, Tensor> values, SymbolTable sizes)
    {
        var method = (MethodInfo)call.Method;
        var parameters = method.GetParameters();
        var receiver = call.Module;
        var items = call.Arguments;
        if (receiver is null && !method.IsStatic)
        {
            receiver = Evaluate(items[0], typeof(Tensor), values, sizes);
            items = [.. items.Skip(1)];
        }

        var arguments = items.Select((item, i) => Evaluate(item, parameters[i].ParameterType, values, sizes)).ToArray();
        object? result;
        if (parameters.Any(parameter => parameter.ParameterType.IsByRefLike))
        {
            result = SpanCalls.Invoke(method, receiver, arguments);
        }
        else
        {
            result = method.Invoke(receiver, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        }

        var results = new List<Tensor?>();
        if (method.ReturnType == typeof(void)) results.Add((Tensor)receiver!);
        else Flatten(result, results);
        return results;
    }

    private static void Flatten(object? value, List<Tensor?> results)
    {
        switch (value)
        {
            case ITuple tuple:
                for (var i = 0; i < tuple.Length; i++) Flatten(tuple[i], results);
                break;
            case IList list:
                foreach (var item in list) Flatten(item, results);
                break;
            default:
                results.Add((Tensor?)value);
                break;
        }
    }

    private static object? Evaluate(Argument argument, Type type, Dictionary<int, Tensor> values, SymbolTable sizes)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return argument switch
        {
            TensorArgument tensor => values[tensor.Value],
            SizeArgument { IsFloatingPoint: true } size => Number((double)size.Size.Evaluate(sizes), type),
            SizeArgument size => Number(size.Size.Evaluate(sizes), type),
            ConstantArgument { Value: null } => null,
            ConstantArgument constant => Number(constant.Value, type),
            ListArgument list => List(list, type, values, sizes),
            IndexArgument index => Index(index, values, sizes),
            _ => throw new InvalidOperationException(argument.ToString()),
        };
    }

    private static object Number(object value, Type type)
    {
        if (type == typeof(Scalar))
        {
            return value switch
            {
                double d => d.ToScalar(),
                long l =>
                l.ToScalar(),
                bool b => b.ToScalar(),
                _ => throw new InvalidOperationException($"{value.GetType()}")
            };
        }

        return type.IsInstanceOfType(value) ? value : Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
    }

    private static object List(ListArgument list, Type type, Dictionary<int, Tensor> values, SymbolTable sizes)
    {
        if (type == typeof(torch.Size))
            return new torch.Size([.. list.Items.Select(item => (long)Evaluate(item, typeof(long), values, sizes)!)]);
        if (typeof(ITuple).IsAssignableFrom(type))
        {
            var arguments = type.GetGenericArguments();
            return Activator.CreateInstance(type, [.. list.Items.Select((item, i) => Evaluate(item, arguments[i], values, sizes))])!;
        }

        var element = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0];
        var array = Array.CreateInstance(element, list.Items.Count);
        for (var i = 0; i < array.Length; i++) array.SetValue(Evaluate(list.Items[i], element, values, sizes), i);
        return array;
    }

    private static TensorIndex Index(IndexArgument index, Dictionary<int, Tensor> values, SymbolTable sizes)
    {
        long? Part(Argument? part) => part is null ? null : (long?)Evaluate(part, typeof(long), values, sizes);
        return index.Kind switch
        {
            IndexKind.Single => TensorIndex.Single(Part(index.Value)!.Value),
            IndexKind.Slice => TensorIndex.Slice(Part(index.Start), Part(index.Stop), Part(index.Step)),
            IndexKind.Ellipsis => TensorIndex.Ellipsis,
            IndexKind.None => TensorIndex.None,
            IndexKind.Null => TensorIndex.Null,
            IndexKind.Bool => TensorIndex.Bool((bool)((ConstantArgument)index.Value!).Value!),
            IndexKind.Tensor => TensorIndex.Tensor(values[((TensorArgument)index.Value!).Value]),
            _ => throw new InvalidOperationException(index.ToString()),
        };
    }
}
