using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Parameters.Hints;

/// <summary>
/// Words the errors that need the whole tree as it is configured: what was meant by a key or a variant that is not there. It is
/// made when there are errors, and searches then.
/// </summary>
internal sealed class Advisor(ParameterView root, VariantCatalog catalog)
{
    // More names than that are no help in a message.
    private const int LongestList = 12;

    // In a file full of unknown keys the search would take long, and nobody would read what it finds; nor does it find much in a tree of
    // so many places.
    private const int MostSearches = 100;
    private const int MostComparisons = 100_000;

    private readonly KeySearch _search = new(root, catalog);
    private int _searches;

    /// <summary>What to say of a key that its record does not have.</summary>
    public ErrorText Word(UnknownKey unknown)
    {
        var key = Expectations.Short(unknown.Entry.Key);
        var message = $"{unknown.Name} has no key '{key}'.";
        if (unknown.Entry.Key == ParameterBinder.TypeKey && unknown.Variant is null)
            return new(message, "It has no variants: leave 'type' out.");
        if (unknown.Variant is not null && Resemblance.Of(unknown.Entry.Key, ParameterBinder.TypeKey) <= 1)
            return new(
                message,
                Suggestions.DidYouMean([ParameterBinder.TypeKey]))
            { Suggestions = [PathOf(unknown.Path, ParameterBinder.TypeKey)] };
        if (!MaySearch()) return new(message);
        if (Dotted(unknown) is { } dotted) return dotted;

        var found = _search.Find(unknown);
        if (found.Count == 0) return new(message, All(unknown.Shape));
        var best = found[0];
        var suggestions = found.Select(place => place.Path).ToArray();
        return unknown.Entry.KeyOrigin is ArgumentOrigin argument
            ? WordArgument(unknown, argument, message, found) with { Suggestions = suggestions }
            : WordFile(unknown, key, message, best, found) with { Suggestions = suggestions };
    }

    /// <summary>What to say of a variant that a node does not have.</summary>
    public ErrorText WordVariant(string path, Type baseType, string name)
    {
        var names = NamesOf(baseType);
        var message = $"{path} has no variant '{Expectations.Short(name)}'; there are {Expectations.All(names)}.";
        if (!MaySearch()) return new(message);
        var near = Suggestions.Ranked(name, names);
        var others = _search.NodesWithVariant(name, baseType).Take(Suggestions.MostShown).Select(node => node.Path).ToArray();
        // A name that another node has was not misspelt, unless it is very near.
        return others.Length > 0 && (near.Count == 0 || Resemblance.Of(name, near[0]) > Resemblance.Spelling)
            ? new(message, $"'{Expectations.Short(name)}' is a variant of {Expectations.And(others)}.")
            : new(message, Suggestions.DidYouMean(near)) { Suggestions = near };
    }

    private bool MaySearch() => _searches++ < MostSearches && (long)_searches * _search.Count <= MostComparisons;

    private static ErrorText WordFile(UnknownKey unknown, string key, string message, KnownPlace best, IReadOnlyList<KnownPlace> found)
    {
        var isExact = best.Property.Name == unknown.Entry.Key;
        if (best.Node != unknown.Node)
        {
            var where = Expectations.Or([.. found.Select(place => place.Path)]);
            var variants = best.Variants.Count == 0
                ? ""
                : $", if that is {Expectations.Or([.. best.Variants.Select(name => $"'{name}'")])}";
            return new(
                message,
                isExact && found.Count == 1 ? $"It belongs to {Owner(best)}{variants}: {where}." : $"Did you mean {where}{variants}?");
        }

        if (best.Variants.Count > 0)
        {
            return new(
                isExact ? OfOthers(unknown, best) : $"{message} Did you mean '{best.Property.Name}'? {OfOthers(best)}; {Choice(unknown)}.",
                $"Write '{ParameterBinder.TypeKey}: {best.Variants[0]}', or leave '{key}' out.");
        }

        return Resemblance.Of(unknown.Entry.Key, best.Property.Name) == Resemblance.Spelling
            ? new(message, $"Write '{best.Property.Name}': keys are in snake_case.")
            : new(message, Suggestions.DidYouMean([.. found.Select(place => place.Property.Name)]));
    }

    private ErrorText WordArgument(UnknownKey unknown, ArgumentOrigin argument, string message, IReadOnlyList<KnownPlace> found)
    {
        var best = found[0];
        var options = found.Select(place => _search.Complete(place, RestOf(argument, unknown))).Distinct().Select(path => $"--{path}")
            .ToArray();
        if (best.Variants.Count == 0) return new(message, $"Did you mean {Expectations.Or(options)}?");
        var choose = $"--{(best.Node.Path.Length == 0 ? ParameterBinder.TypeKey : best.Node.Path)} {best.Variants[0]}";
        if (best.Node != unknown.Node)
            return new(message, $"Did you mean {options[0]}, with {choose}?");
        return new(
            best.Property.Name == unknown.Entry.Key
                ? OfOthers(unknown, best)
                : $"{message} Did you mean {options[0]}? {OfOthers(best)}; {Choice(unknown)}.",
            $"Choose {choose}, or leave the argument out.");
    }

    /// <summary>What the argument says behind the unknown key.</summary>
    private static string[] RestOf(ArgumentOrigin argument, UnknownKey unknown)
    {
        var depth = unknown.Path.Length == 0 ? 0 : unknown.Path.Split('.').Length;
        return [.. argument.Text.TrimStart('-').Split('.').Skip(depth + 1)];
    }

    private static string OfOthers(UnknownKey unknown, KnownPlace place) =>
        $"{unknown.Name} has no key '{place.Property.Name}': it belongs to {Names(place.Variants)}; {Choice(unknown)}.";

    private static string OfOthers(KnownPlace place) => $"It belongs to {Names(place.Variants)}";

    private static string Names(IReadOnlyList<string> names) => Expectations.And([.. names.Select(name => $"'{name}'")]);

    private static string Choice(UnknownKey unknown) =>
        $"{unknown.Name} is '{unknown.Variant}', "
        + $"{(unknown.ChosenAt is null or DefaultOrigin ? "by default" : $"chosen at {unknown.ChosenAt}")}";

    private static string Owner(KnownPlace place) => place.Node.Path.Length == 0 ? "the root" : $"'{place.Node.Path}'";

    // "a.b: 1" is how the command line writes it.
    private ErrorText? Dotted(UnknownKey unknown)
    {
        var key = unknown.Entry.Key;
        if (!key.Contains('.', StringComparison.Ordinal) || unknown.Entry.KeyOrigin is ArgumentOrigin) return null;
        var path = PathOf(unknown.Path, key);
        if (root.Find(path) is not { Property: not null }) return null;
        var names = key.Split('.');
        var nested = $"{string.Concat(names[..^1].Select(name => $"{name}: {{"))}{names[^1]}: …{new string('}', names.Length - 1)}";
        return new(
            $"{unknown.Name} has no key '{key}'.",
            $"In a file, write '{nested}': points join names on the command line only.")
        { Suggestions = [path] };
    }

    private static string? All(RecordShape shape)
    {
        var known = shape.Properties.Select(property => property.Name).ToArray();
        return known.Length is > 0 and <= LongestList ? $"There are {Expectations.All(known)}." : null;
    }

    private static string PathOf(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private string[] NamesOf(Type baseType) => [.. catalog.VariantsOf(baseType).Select(VariantCatalog.NameOf)];
}
