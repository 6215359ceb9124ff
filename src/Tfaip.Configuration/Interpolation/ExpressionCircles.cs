namespace Tfaip.Configuration.Interpolation;

/// <summary>Finds expressions that take their values from each other in a circle.</summary>
internal static class ExpressionCircles
{
    // More steps are no help in a message.
    private const int LongestCircle = 12;

    /// <summary>
    /// The circles, each from its first expression on; those that share an expression with one that is found already are left out.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<PendingExpression>> Find(IReadOnlyList<PendingExpression> expressions)
    {
        var circles = new List<IReadOnlyList<PendingExpression>>();
        var order = expressions.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        // Expressions, and the places that they wait for; those are one step for many expressions below them.
        var done = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var expression in expressions)
        {
            var path = new List<(object Node, IEnumerator<object> Next)>();
            var onPath = new Dictionary<object, int>(ReferenceEqualityComparer.Instance);
            Enter(expression);
            while (path.Count > 0)
            {
                var (node, next) = path[^1];
                if (!next.MoveNext())
                {
                    path.RemoveAt(path.Count - 1);
                    onPath.Remove(node);
                }
                else if (onPath.TryGetValue(next.Current, out var first))
                {
                    var circle = path.Skip(first).Select(step => step.Node).OfType<PendingExpression>().ToArray();
                    var start = Array.IndexOf(circle, circle.MinBy(member => order[member]));
                    circles.Add([.. circle[start..], .. circle[..start]]);
                    path.Clear();
                }
                else
                {
                    Enter(next.Current);
                }
            }

            void Enter(object node)
            {
                if (!done.Add(node)) return;
                onPath.Add(node, path.Count);
                path.Add((node, Next(node).GetEnumerator()));
            }
        }

        return circles;
    }

    /// <summary>What to say of a circle.</summary>
    public static string Describe(IReadOnlyList<PendingExpression> circle)
    {
        if (circle.Count == 1) return $"{circle[0].View.Path} refers to itself. Give it a value.";
        var steps = circle.Take(LongestCircle).Select((member, i) => i == 0
            ? $"{member.View.Path} takes {member.Scalar.Text}"
            : $"{member.View.Path} ({member.Scalar.Origin}) takes {member.Scalar.Text}");
        var more = circle.Count > LongestCircle ? ", …" : "";
        return $"Expressions refer to each other in a circle: {string.Join(", ", steps)}{more}. Give one of them a value.";
    }

    private static IEnumerable<object> Next(object node) => node is PendingExpression expression
        ? expression.Sources.Where(source => source is { HasFailed: false, Value: null }).Concat<object>(expression.BlockedBy)
        : ((ReferenceTarget)node).Pending.Where(member => member is { HasFailed: false, Value: null });
}
