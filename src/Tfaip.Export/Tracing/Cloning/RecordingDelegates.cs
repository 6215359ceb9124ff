using System.Linq.Expressions;
using System.Reflection;

namespace Tfaip.Export.Tracing.Cloning;

/// <summary>Delegates over methods of TorchSharp's that a live model holds, made anew so that their calls are recorded.</summary>
internal static class RecordingDelegates
{
    /// <summary>A delegate of the same type whose calls go through <paramref name="invoke"/>.</summary>
    /// <param name="live">The delegate over a method of TorchSharp's.</param>
    /// <param name="target">What it is bound to, as the copies have it.</param>
    /// <param name="invoke">Makes and records a call: (method, receiver and arguments).</param>
    public static Delegate Wrap(Delegate live, object? target, Func<MethodBase, object?[], object?> invoke)
    {
        var signature = live.GetType().GetMethod("Invoke")!;
        var parameters = signature.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType)).ToArray();
        var arguments = parameters.Select(parameter => (Expression)Expression.Convert(parameter, typeof(object)));
        if (live.Target is not null) arguments = arguments.Prepend(Expression.Constant(target, typeof(object)));
        var call = Expression.Invoke(
            Expression.Constant(invoke),
            Expression.Constant(live.Method, typeof(MethodBase)),
            Expression.NewArrayInit(typeof(object), arguments));
        return Expression.Lambda(live.GetType(), Expression.Convert(call, signature.ReturnType), parameters).Compile();
    }
}
