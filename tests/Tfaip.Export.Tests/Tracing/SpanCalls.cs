using System.Linq.Expressions;
using System.Reflection;

namespace Tfaip.Export.Tests.Tracing;

/// <summary>Calls methods that take spans, which cannot be boxed, with arrays.</summary>
internal static class SpanCalls
{
    public static object? Invoke(MethodInfo method, object? receiver, object?[] arguments)
    {
        var parameters = method.GetParameters();
        var values = parameters.Select((parameter, i) => parameter.ParameterType.IsByRefLike
            ? (Expression)Expression.Call(
                parameter.ParameterType.GetMethod("op_Implicit", [parameter.ParameterType.GetGenericArguments()[0].MakeArrayType()])!,
                Expression.Constant(arguments[i], parameter.ParameterType.GetGenericArguments()[0].MakeArrayType()))
            : Expression.Constant(arguments[i], parameter.ParameterType));
        var call = Expression.Call(receiver is null ? null : Expression.Constant(receiver), method, values);
        return Expression.Lambda<Func<object?>>(Expression.Convert(call, typeof(object))).Compile()();
    }
}
