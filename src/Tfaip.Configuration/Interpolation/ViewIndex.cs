using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Interpolation;

/// <summary>The places of a tree by their paths, with the expressions that stand there.</summary>
internal sealed class ViewIndex
{
    private readonly Dictionary<string, ParameterView> _views = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<ScalarNode>> _expressions = new(StringComparer.Ordinal);
    private readonly Func<ScalarNode, bool> _isExpression;

    /// <param name="root">The tree.</param>
    /// <param name="isExpression">Whether a text has expressions.</param>
    public ViewIndex(ParameterView root, Func<ScalarNode, bool> isExpression)
    {
        _isExpression = isExpression;
        Add(root);
    }

    /// <summary>The places, from the root on.</summary>
    public IEnumerable<ParameterView> Views => _views.Values;

    /// <summary>The place of a path, or null.</summary>
    public ParameterView? Find(string path) => _views.GetValueOrDefault(path);

    /// <summary>The texts with expressions that decide what stands at a place as a whole.</summary>
    public IReadOnlyList<ScalarNode> ExpressionsAt(ParameterView view) => _expressions.GetValueOrDefault(view.Path, []);

    /// <summary>The place itself or the nearest one above it.</summary>
    public ParameterView Nearest(string path)
    {
        for (; ; path = Parent(path))
        {
            if (_views.TryGetValue(path, out var view)) return view;
        }
    }

    /// <summary>The places above one, from its own on.</summary>
    public IEnumerable<ParameterView> Above(ParameterView view)
    {
        for (var path = view.Path; path.Length > 0; path = Parent(path))
        {
            if (_views.TryGetValue(path, out var above)) yield return above;
        }
    }

    public static string Parent(string path) => path.LastIndexOf('.') is >= 0 and var point ? path[..point] : "";

    private void Add(ParameterView view)
    {
        _views.TryAdd(view.Path, view);
        if (view.Node is not null)
        {
            var found = new List<ScalarNode>();
            Collect(view.Node, view, found);
            if (found.Count > 0) _expressions[view.Path] = found;
        }

        foreach (var child in view.Children) Add(child);
    }

    private void Collect(ConfigNode node, ParameterView view, List<ScalarNode> found)
    {
        switch (node)
        {
            // In brackets, the elements are places of their own.
            case ScalarNode { Flow: { } flow } when view.Shape.Kind != ValueKind.Scalar:
                Collect(flow, view, found);
                break;
            case ScalarNode scalar when _isExpression(scalar):
                found.Add(scalar);
                break;
            case OverrideNode replaced:
                // A scalar takes the place of what it is put over.
                if (view.Shape.Kind != ValueKind.Scalar) Collect(replaced.Under, view, found);
                Collect(replaced.Over, view, found);
                break;
            case MappingNode mapping when view.Shape.Kind == ValueKind.Polymorphic && view.Record is null:
                if (mapping.Find(ParameterBinder.TypeKey)?.Value is ScalarNode variant) Collect(variant, view, found);
                break;
        }
    }
}
