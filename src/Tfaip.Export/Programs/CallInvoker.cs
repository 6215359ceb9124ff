using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Tfaip.Export.Programs;

/// <summary>Makes a recorded call again, with given tensors and sizes.</summary>
internal static class CallInvoker
{
    private static readonly ConcurrentDictionary<MethodBase, Func<object?, object?[], object?>> SpanInvokers = new();

    /// <summary>The tensors that the call gives, those in tuples and arrays one after the other.</summary>
    public static IReadOnlyList<Tensor?> Invoke(ProgramCall call, Func<int, Tensor> tensors, IReadOnlyDictionary<string, long> sizes)
    {
        var parameters = call.Method.GetParameters();
        var offset = call.Arguments.Count - parameters.Length;
        var values = new object?[parameters.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = Convert(call.Arguments[i + offset], parameters[i].ParameterType, tensors, sizes);
        var receiver = call.Module ?? (offset == 1 ? Convert(call.Arguments[0], typeof(Tensor), tensors, sizes) : null);
        var result = Invoke(call.Method, receiver, values);

        // A method that gives nothing has changed its receiver.
        return call.Method is MethodInfo { ReturnType: var type } && type == typeof(void) ? [(Tensor)receiver!] : [.. Flatten(result)];
    }

    private static object? Invoke(MethodBase method, object? receiver, object?[] values)
    {
        if (Array.Exists(method.GetParameters(), parameter => parameter.ParameterType.IsByRefLike))
        {
            return SpanInvokers.GetOrAdd(method, SpanInvoker)(receiver, values);
        }

        try
        {
            return method.Invoke(receiver, values);
        }
        catch (TargetInvocationException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
            throw;
        }
    }

    // Reflection cannot pass spans. A small method takes arrays for them and converts them itself.
    private static Func<object?, object?[], object?> SpanInvoker(MethodBase method)
    {
        var invoker = new DynamicMethod(
            method.Name, typeof(object), [typeof(object), typeof(object[])], typeof(CallInvoker).Module, skipVisibility: true);
        var il = invoker.GetILGenerator();
        if (!method.IsStatic)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Castclass, method.DeclaringType!);
        }

        var parameters = method.GetParameters();
        for (var i = 0; i < parameters.Length; i++)
        {
            var type = parameters[i].ParameterType;
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldelem_Ref);
            if (!type.IsByRefLike)
            {
                il.Emit(OpCodes.Unbox_Any, type);
                continue;
            }

            var array = type.GetGenericArguments()[0].MakeArrayType();
            il.Emit(OpCodes.Castclass, array);
            il.Emit(OpCodes.Call, type.GetMethod("op_Implicit", [array])!);
        }

        var result = ((MethodInfo)method).ReturnType;
        il.Emit(method.IsStatic ? OpCodes.Call : OpCodes.Callvirt, (MethodInfo)method);
        if (result.IsValueType) il.Emit(OpCodes.Box, result);
        il.Emit(OpCodes.Ret);
        return invoker.CreateDelegate<Func<object?, object?[], object?>>();
    }

    private static object? Convert(Argument argument, Type type, Func<int, Tensor> tensors, IReadOnlyDictionary<string, long> sizes)
    {
        if (argument is ConstantArgument { Value: null }) return null;
        if (Nullable.GetUnderlyingType(type) is { } inner) return Convert(argument, inner, tensors, sizes);
        return argument switch
        {
            TensorArgument tensor => type == typeof(TensorIndex) ? TensorIndex.Tensor(tensors(tensor.Value)) : tensors(tensor.Value),
            SizeArgument { IsFloatingPoint: true } size => Number((double)size.Size.Evaluate(sizes), type),
            SizeArgument size => Number(size.Size.Evaluate(sizes), type),
            RealArgument real => Number(real.Value.Evaluate(sizes), type),
            ConstantArgument constant => Number(constant.Value!, type),
            IndexArgument index => Index(index, tensors, sizes),
            ListArgument list => List(list, type, tensors, sizes),
            _ => throw new InvalidOperationException($"No value for {argument.GetType()}."),
        };
    }

    private static object Number(object value, Type type)
    {
        if (type == typeof(Scalar))
        {
            return value switch
            {
                bool flag => flag.ToScalar(),
                long number => number.ToScalar(),
                int number => ((long)number).ToScalar(),
                _ => System.Convert.ToDouble(value, CultureInfo.InvariantCulture).ToScalar(),
            };
        }

        if (type.IsInstanceOfType(value)) return value;
        if (type == typeof(torch.Size)) return new torch.Size([System.Convert.ToInt64(value, CultureInfo.InvariantCulture)]);
        return type.IsEnum ? Enum.ToObject(type, value) : System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
    }

    private static TensorIndex Index(IndexArgument index, Func<int, Tensor> tensors, IReadOnlyDictionary<string, long> sizes)
    {
        long? Value(Argument? argument) => argument is null or ConstantArgument { Value: null }
            ? null
            : (long)Convert(argument, typeof(long), tensors, sizes)!;

        return index.Kind switch
        {
            IndexKind.Single => TensorIndex.Single(Value(index.Value)),
            IndexKind.Slice => TensorIndex.Slice(Value(index.Start), Value(index.Stop), Value(index.Step)),
            IndexKind.Ellipsis => TensorIndex.Ellipsis,
            IndexKind.None => TensorIndex.None,
            IndexKind.Null => TensorIndex.Null,
            IndexKind.Bool => TensorIndex.Bool((bool)((ConstantArgument)index.Value!).Value!),
            IndexKind.Tensor => TensorIndex.Tensor(tensors(((TensorArgument)index.Value!).Value)),
            _ => throw new InvalidOperationException($"No index for {index.Kind}."),
        };
    }

    private static object List(ListArgument list, Type type, Func<int, Tensor> tensors, IReadOnlyDictionary<string, long> sizes)
    {
        if (type == typeof(torch.Size)) return new torch.Size((long[])List(list, typeof(long[]), tensors, sizes));
        if (typeof(ITuple).IsAssignableFrom(type))
        {
            var types = type.GetGenericArguments();
            return Activator.CreateInstance(type, [.. list.Items.Select((item, i) => Convert(item, types[i], tensors, sizes))])!;
        }

        var element = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0];
        var array = Array.CreateInstance(element, list.Items.Count);
        for (var i = 0; i < array.Length; i++) array.SetValue(Convert(list.Items[i], element, tensors, sizes), i);
        return array;
    }

    private static IEnumerable<Tensor?> Flatten(object? result) => result switch
    {
        null => [null],
        Tensor tensor => [tensor],
        ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Flatten(tuple[i])),
        IEnumerable<Tensor?> list => list,
        _ => throw new InvalidOperationException($"A call gave a {result.GetType()}."),
    };
}
