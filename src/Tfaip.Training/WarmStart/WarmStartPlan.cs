using System.Globalization;
using System.Text.RegularExpressions;
using Tfaip.Parameters;

namespace Tfaip.Training.WarmStart;

/// <summary>Which tensor of a source becomes which of the model.</summary>
internal sealed class WarmStartPlan
{
    private const int MostShown = 20;
    private const int LongestShown = 200;

    private readonly WarmStartParams _params;
    private readonly string _path;
    private readonly IReadOnlyCollection<string> _model;

    // The names of the source by those that they become, of the tensors that are to be loaded.
    private readonly Dictionary<string, string> _chosen = new(StringComparer.Ordinal);

    /// <summary>Matches names.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="path">The source, for messages.</param>
    /// <param name="source">The names of its tensors.</param>
    /// <param name="model">The names of the model's tensors, in their order.</param>
    /// <exception cref="TfaipException">They do not match as the parameters ask.</exception>
    public WarmStartPlan(WarmStartParams parameters, string path, IEnumerable<string> source, IReadOnlyCollection<string> model)
    {
        (_params, _path, _model) = (parameters, path, model);
        var names = source.Order(StringComparer.Ordinal).ToList();
        Choose(names, Renamed(names));
        Matches = model.Where(_chosen.ContainsKey).Select(name => KeyValuePair.Create(name, _chosen[name])).ToList();
        Kept = model.Where(name => !_chosen.ContainsKey(name)).ToList();
        var used = Matches.Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        Unused = names.Where(name => !used.Contains(name)).ToList();
        CheckMatches();
    }

    /// <summary>The model's names with those of the source, in the model's order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Matches { get; }

    /// <summary>The model's names that nothing is loaded into.</summary>
    public IReadOnlyList<string> Kept { get; }

    /// <summary>The source's names that are not loaded.</summary>
    public IReadOnlyList<string> Unused { get; }

    private List<string> Renamed(List<string> names)
    {
        var renamed = names.ToList();
        foreach (var (i, rename) in _params.Rename.Index())
        {
            var expression = new Regex(rename.From, RegexOptions.CultureInvariant);
            if (!renamed.Exists(expression.IsMatch))
            {
                throw Error($"trainer.warm_start.rename.{i}.from: '{rename.From}' matches no name. There are:{List(renamed)}");
            }

            renamed = renamed.ConvertAll(name => expression.Replace(name, rename.To));
        }

        return renamed;
    }

    private void Choose(List<string> names, List<string> renamed)
    {
        var include = Used(nameof(_params.Include), _params.Include, renamed);
        var exclude = Used(nameof(_params.Exclude), _params.Exclude, renamed);
        foreach (var (name, target) in names.Zip(renamed))
        {
            if ((include.Count > 0 && !include.Exists(expression => expression.IsMatch(target)))
                || exclude.Exists(expression => expression.IsMatch(target))) continue;
            if (!_chosen.TryAdd(target, name))
            {
                throw Error($"trainer.warm_start.rename makes '{target}' of two names, '{_chosen[target]}' and '{name}'.");
            }
        }
    }

    private List<Regex> Used(string property, IReadOnlyList<string> expressions, List<string> names)
    {
        var read = expressions.Select(Expressions.Whole).ToList();
        for (var i = 0; i < read.Count; i++)
        {
            if (names.Exists(read[i].IsMatch)) continue;
            throw Error(
                $"trainer.warm_start.{property.ToLowerInvariant()}.{i}: '{expressions[i]}' matches no name; an expression must match a "
                + $"whole one. There are:{List(names)}");
        }

        return read;
    }

    private void CheckMatches()
    {
        var isChosen = _params.Include.Count > 0 || _params.Exclude.Count > 0;
        var extra = _chosen.Keys.Except(_model).Order(StringComparer.Ordinal).ToList();
        var isWrong = Matches.Count == 0 || (!_params.Partial && (extra.Count > 0 || (!isChosen && Kept.Count > 0)));
        if (!isWrong) return;
        var advice = RenameAdvice.For(extra, Kept) is { } rename
            ? $"With trainer.warm_start.rename: [{{from: '{rename.From}', to: '{rename.To}'}}] {rename.Matches} more of them would match. "
            : "";
        throw Error(
            $"{(Matches.Count == 0 ? "no tensor has a name of the model" : "the names do not match the model's")}."
            + $"{Side("Only in the source", extra)}{Side("Only in the model", Kept)}\n"
            + $"{advice}To load only what fits, choose it with include and exclude, or set trainer.warm_start.partial.");
    }

    private static string Side(string title, IReadOnlyList<string> names) => names.Count == 0 ? "" : $"\n{title}:{List(names)}";

    private static string List(IReadOnlyList<string> names) =>
        string.Concat(names.Take(MostShown).Select(name => $"\n  {(name.Length <= LongestShown ? name : $"{name[..LongestShown]}…")}"))
        + (names.Count > MostShown ? string.Create(CultureInfo.InvariantCulture, $"\n  … and {names.Count - MostShown} more") : "");

    private TfaipException Error(string message) => new($"{_path}: warm start: {message}");
}
