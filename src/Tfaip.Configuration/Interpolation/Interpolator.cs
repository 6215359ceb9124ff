using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Interpolation;

/// <summary>
/// Replaces the expressions in a tree by what they stand for. A reference takes the value that its parameter has, given or
/// by default, and what there is depends in turn on values (a variant, say), so that it goes in rounds: look at the tree,
/// replace what is known.
/// </summary>
/// <param name="type">The type of the tree's record.</param>
/// <param name="catalog">The variants that the tree may name.</param>
/// <param name="variables">The value of an environment variable, or null where it is not set.</param>
internal sealed class Interpolator(Type type, VariantCatalog catalog, Func<string, string?> variables)
{
    /// <summary>The most rounds. One is enough unless references name lists or mappings that have expressions themselves.</summary>
    public const int MaximumRounds = 16;

    private readonly Dictionary<ScalarNode, IReadOnlyList<ExpressionPart>> _expressions = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<ScalarNode> _failed = new(ReferenceEqualityComparer.Instance);
    private readonly List<ConfigurationError> _errors = [];

    /// <summary>Replaces the expressions of a tree.</summary>
    public static InterpolatedTree Resolve(ConfigNode tree, Type type, VariantCatalog catalog, Func<string, string?> variables) =>
        new Interpolator(type, catalog, variables).Resolve(tree);

    private InterpolatedTree Resolve(ConfigNode tree)
    {
        tree = new TreeRewriter(Parse(tree), _errors).Rewrite(tree);
        var budget = new InterpolationBudget();
        for (var i = 0; _expressions.Count > _failed.Count; i++)
        {
            var root = ParameterBinder.View(type, tree, catalog);
            var round = new InterpolationRound(
                new ViewIndex(root, _expressions.ContainsKey), _expressions, _failed, _errors, variables, budget);
            var values = round.Run();
            tree = new TreeRewriter(values, _errors).Rewrite(tree);
            foreach (var scalar in values.Keys) _expressions.Remove(scalar);
            if (values.Count > 0 && i + 1 < MaximumRounds) continue;
            round.FailOnTheRest(hasStopped: values.Count > 0);
            break;
        }

        return new(tree, _errors, _failed.Select(scalar => scalar.Origin).ToHashSet());
    }

    // What has no expressions but escapes stands for itself at once.
    private Dictionary<ScalarNode, ConfigNode> Parse(ConfigNode tree)
    {
        var literals = new Dictionary<ScalarNode, ConfigNode>(ReferenceEqualityComparer.Instance);
        foreach (var scalar in Scalars(tree).Where(scalar => ExpressionText.IsPresent(scalar.Text)))
        {
            var isRight = ExpressionText.TryParse(scalar.Text!, out var parts, out var error);
            if (isRight && parts is [LiteralPart literal])
            {
                var flow = scalar.Flow is null ? null : new TreeRewriter(literals, _errors).Rewrite(scalar.Flow);
                literals[scalar] = scalar with { Text = literal.Text, Flow = flow };
                continue;
            }

            _expressions[scalar] = parts;
            if (isRight) continue;
            _failed.Add(scalar);
            _errors.Add(new(scalar.Origin, error!));
        }

        return literals;
    }

    private static IEnumerable<ScalarNode> Scalars(ConfigNode root)
    {
        var open = new Stack<ConfigNode>([root]);
        while (open.TryPop(out var node))
        {
            switch (node)
            {
                case ScalarNode scalar:
                    foreach (var part in scalar.Flow is null ? [] : Scalars(scalar.Flow)) yield return part;
                    yield return scalar;
                    break;
                case SequenceNode { Items: var items }:
                    foreach (var item in items.Reverse()) open.Push(item);
                    break;
                case AppendNode { Items: var more }:
                    foreach (var item in more.Reverse()) open.Push(item);
                    break;
                case MappingNode mapping:
                    foreach (var entry in mapping.Entries.Reverse()) open.Push(entry.Value);
                    break;
                case OverrideNode replaced:
                    open.Push(replaced.Over);
                    open.Push(replaced.Under);
                    break;
            }
        }
    }
}
