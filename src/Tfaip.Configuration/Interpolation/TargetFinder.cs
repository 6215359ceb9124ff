using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Hints;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Interpolation;

/// <summary>Finds the places that references name.</summary>
/// <param name="index">The places that there are.</param>
/// <param name="pending">The expressions that have no value yet.</param>
/// <param name="failed">The expressions that will have none.</param>
internal sealed class TargetFinder(
    ViewIndex index, IReadOnlyDictionary<ScalarNode, PendingExpression> pending, IReadOnlySet<ScalarNode> failed)
{
    // More are no help, and each costs a comparison with every name.
    private const int MostSuggestions = 20;

    private const int MostNames = 1000;

    private readonly Dictionary<string, ReferenceTarget> _targets = new(StringComparer.Ordinal);
    private int _suggestions;

    /// <summary>The place of a path.</summary>
    public ReferenceTarget Find(string path) => _targets.TryGetValue(path, out var target) ? target : _targets[path] = Look(path);

    /// <summary>What to say of a path at which there is no parameter.</summary>
    public string NotThere(string path) =>
        $"there is no parameter '{Short(path)}'.{(Suggest(path) is { } name ? $" Did you mean '{name}'?" : "")}";

    private ReferenceTarget Look(string path)
    {
        var (view, nearest) = (index.Find(path), index.Nearest(path));
        var isVariant = view is null && nearest.Shape.Kind == ValueKind.Polymorphic && path == Join(nearest.Path, ParameterBinder.TypeKey);
        var above = index.Above(view is null ? nearest : index.Nearest(ViewIndex.Parent(path))).SelectMany(index.ExpressionsAt).ToArray();
        var own = view is null ? [] : view.Shape.Kind == ValueKind.Scalar ? index.ExpressionsAt(view) : Below(view);
        var isOneScalar = view is { Shape.Kind: ValueKind.Scalar } && above.Length == 0 && own.Count == 1 && !IsPath(view);
        var open = above.Concat(own).Where(pending.ContainsKey).Select(scalar => pending[scalar]).ToArray();
        return new(view, nearest)
        {
            IsVariant = isVariant,
            Pending = open,
            IsKnownNextRound = open.Length > 0 && !isOneScalar,
            HasFailed = above.Concat(own).Any(failed.Contains) || (open.Length == 0 && IsWrong(view, nearest, isVariant)),
        };
    }

    private static bool IsWrong(ParameterView? view, ParameterView nearest, bool isVariant) => view is null
        ? nearest is { Shape.Kind: ValueKind.Polymorphic, Record: null } && (isVariant || !nearest.IsBound)
        : !view.IsBound;

    // A path is relative to its file, so that its value is not its text.
    private bool IsPath(ParameterView view) => view.Property?.IsPath ?? index.Nearest(ViewIndex.Parent(view.Path)).Property?.IsPath == true;

    private List<ScalarNode> Below(ParameterView view)
    {
        var found = new List<ScalarNode>();
        var open = new Stack<ParameterView>([view]);
        while (open.TryPop(out var next))
        {
            found.AddRange(index.ExpressionsAt(next));
            foreach (var child in next.Children) open.Push(child);
        }

        return found;
    }

    private string? Suggest(string path)
    {
        if (_suggestions++ >= MostSuggestions) return null;
        var nearest = index.Nearest(path);
        var rest = path[(nearest.Path.Length == 0 ? 0 : nearest.Path.Length + 1)..];
        var (missing, last) = (rest.Split('.')[0], path[(path.LastIndexOf('.') + 1)..]);
        if (Suggestions.Nearest(missing, nearest.Children.Take(MostNames).Select(child => child.Name)) is { } sibling)
        {
            var whole = Join(nearest.Path, sibling) + rest[missing.Length..];
            return index.Find(whole) is null ? Join(nearest.Path, sibling) : whole;
        }

        // The right name at the wrong level, or else the nearest path.
        var views = index.Views.Take(MostNames).ToArray();
        return views.Where(view => view.Name == last).Select(view => view.Path).FirstOrDefault()
            ?? Suggestions.Nearest(path, views.Select(view => view.Path));
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Short(string path) => path.Length <= 80 ? path : $"{path[..80]}…";
}
