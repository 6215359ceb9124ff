using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Tfaip.Export.Tracing.Recording;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Rules;

/// <summary>What calls of the framework mean to a recording.</summary>
internal static class HostRules
{
    private static readonly HashSet<Type> Chance =
        [typeof(Random), typeof(System.Security.Cryptography.RandomNumberGenerator), typeof(Guid)];
    private static readonly HashSet<Type> Clocks =
        [typeof(DateTime), typeof(DateTimeOffset), typeof(TimeProvider), typeof(System.Diagnostics.Stopwatch)];
    private static readonly HashSet<Type> Texts =
    [
        typeof(string), typeof(DefaultInterpolatedStringHandler), typeof(System.Text.StringBuilder), typeof(Console), typeof(Convert),
        typeof(TextWriter),
        typeof(System.Diagnostics.Debug), typeof(System.Diagnostics.Trace),
    ];

    /// <summary>What to do about a call.</summary>
    public static (CallKind Kind, string? Reason) For(MethodBase method, object?[] arguments)
    {
        var type = method.DeclaringType!;
        if (type == typeof(object)) return method.Name == "GetHashCode" ? ForHashCode(arguments) : ForText(arguments);
        if (Chance.Contains(type)) return (CallKind.Refused, Reasons.HostRandom);
        if (Clocks.Contains(type) || method.Name is "get_TickCount" or "get_TickCount64") return (CallKind.Refused, Reasons.Clock);
        if (type == typeof(RuntimeHelpers)) return ForHashCode(arguments);
        if (type.Name.StartsWith("AsyncLocal", StringComparison.Ordinal) || type.Name.StartsWith("ThreadLocal", StringComparison.Ordinal))
            return (CallKind.Refused, Reasons.KeepsState);
        if (IsHidden(method, arguments)) return (CallKind.Refused, Reasons.Hidden);
        if (IsReflection(type)) return (CallKind.Ignored, null);
        return Texts.Contains(type) && method.Name is not ("get_In" or "Read" or "ReadLine" or "ReadKey")
            ? ForText(arguments)
            : (CallKind.Refused, Reasons.Surroundings);
    }

    private static (CallKind Kind, string? Reason) ForText(object?[] arguments) =>
        arguments.Any(HoldsTensor) ? (CallKind.Refused, Reasons.ReadsValues) : (CallKind.Ignored, null);

    // Of what overrides it, it is a value; of other objects, their place in memory.
    private static (CallKind Kind, string? Reason) ForHashCode(object?[] arguments) =>
        arguments is [{ } value] && value.GetType().GetMethod("GetHashCode", Type.EmptyTypes)!.DeclaringType != typeof(object)
        && value is not string
            ? (CallKind.Ignored, null)
            : (CallKind.Refused, Reasons.Surroundings);

    private static bool HoldsTensor(object? argument) => argument switch
    {
        Tensor => true,
        object?[] array => array.Any(HoldsTensor),
        IEnumerable<Tensor> => true,
        ITuple tuple => Enumerable.Range(0, tuple.Length).Any(i => HoldsTensor(tuple[i])),
        _ => false,
    };

    private static bool IsReflection(Type type) =>
        typeof(MemberInfo).IsAssignableFrom(type) || typeof(Delegate).IsAssignableFrom(type) || typeof(Expression).IsAssignableFrom(type)
        || type == typeof(Activator)
        || type == typeof(MethodInvoker) || type == typeof(ConstructorInvoker);

    // Code of the model's own is rewritten wherever it is called from; calls of TorchSharp's are seen only where they stand in it.
    private static bool IsHidden(MethodBase method, object?[] arguments)
    {
        if (method.Name == "Invoke" && arguments is [Delegate, CallSite, ..]) return arguments.Any(HoldsTensor);
        if (method.DeclaringType == typeof(MethodInvoker) || method.DeclaringType == typeof(ConstructorInvoker))
            return arguments.Any(HoldsTensor);
        if (arguments is [LambdaExpression lambda, ..]) return new TorchCalls().Find(lambda);
        return arguments.Any(argument => argument switch
        {
            Type type => method.DeclaringType == typeof(Activator) ? typeof(nn.Module).IsAssignableFrom(type) : IsTorchSharp(type),
            MemberInfo member => member.DeclaringType is { } declaring && IsTorchSharp(declaring),
            Delegate handler => method.Name == "DynamicInvoke" && handler.Method.DeclaringType is { } declaring && IsTorchSharp(declaring),
            _ => false,
        });
    }

    private static bool IsTorchSharp(Type type) => type.Assembly == typeof(TorchSharp.torch).Assembly;

    private sealed class TorchCalls : ExpressionVisitor
    {
        private bool _found;

        public bool Find(Expression expression)
        {
            Visit(expression);
            return _found;
        }

        protected override Expression VisitMethodCall(MethodCallExpression node) => See(node.Method, base.VisitMethodCall(node));

        protected override Expression VisitMember(MemberExpression node) => See(node.Member, base.VisitMember(node));

        protected override Expression VisitBinary(BinaryExpression node) => See(node.Method, base.VisitBinary(node));

        protected override Expression VisitUnary(UnaryExpression node) => See(node.Method, base.VisitUnary(node));

        protected override Expression VisitNew(NewExpression node) => See(node.Constructor, base.VisitNew(node));

        private Expression See(MemberInfo? member, Expression node)
        {
            _found |= member?.DeclaringType is { } type && IsTorchSharp(type);
            return node;
        }
    }
}
