using System.Linq.Expressions;
using System.Reflection;
using TorchSharp;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering.Parity;

/// <summary>
/// One function over tensors whose graph is compared with TorchSharp. The methods and layers that it covers are those that it calls.
/// </summary>
/// <param name="Function">The function.</param>
/// <param name="Inputs">Its inputs, by the value of the free size n.</param>
internal sealed record ParityCase(LambdaExpression Function, Func<long, Tensor[]> Inputs)
{
    /// <summary>
    /// The methods that the function calls on what depends on its inputs, and those that make tensors of none; for a layer, its type
    /// and <c>forward</c>.
    /// </summary>
    public IEnumerable<(Type Owner, string Method)> Covered
    {
        get
        {
            var finder = new CallFinder();
            finder.Visit(Function.Body);
            return finder.Calls;
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var layers = Covered.Where(call => typeof(nn.Module).IsAssignableFrom(call.Owner)).Select(call => call.Owner.Name).ToArray();
        return Function + (layers.Length == 0 ? "" : $" ({string.Join(", ", layers)})");
    }

    private sealed class CallFinder : ExpressionVisitor
    {
        public HashSet<(Type, string)> Calls { get; } = [];

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            Add(node, node.Method, node.Object);
            return base.VisitMethodCall(node);
        }

        protected override Expression VisitBinary(BinaryExpression node)
        {
            if (node.Method is not null) Add(node, node.Method, null);
            return base.VisitBinary(node);
        }

        protected override Expression VisitUnary(UnaryExpression node)
        {
            if (node.Method is not null) Add(node, node.Method, null);
            return base.VisitUnary(node);
        }

        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Member is PropertyInfo { GetMethod: { } getter }) Add(node, getter, node.Expression);
            return base.VisitMember(node);
        }

        private void Add(Expression node, MethodInfo method, Expression? receiver)
        {
            if (method.DeclaringType?.Assembly != typeof(torch).Assembly) return;
            if (receiver is not null && typeof(nn.Module).IsAssignableFrom(receiver.Type))
            {
                var layer = Expression.Lambda(receiver).Compile(preferInterpretation: true).DynamicInvoke()!;
                Calls.Add((layer.GetType(), method.Name == "call" ? "forward" : method.Name));
            }
            else if (DependsOnInputs(node) || !method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Tensor)))
            {
                Calls.Add((method.DeclaringType, method.Name));
            }
        }

        private static bool DependsOnInputs(Expression node)
        {
            var finder = new ParameterFinder();
            finder.Visit(node);
            return finder.Found;
        }
    }

    private sealed class ParameterFinder : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found = true;
            return node;
        }
    }
}
