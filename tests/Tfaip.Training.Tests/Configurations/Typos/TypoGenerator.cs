using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Training.Tests.Configurations.Typos;

/// <summary>Makes typos over a parameter tree, the same for the same seed.</summary>
/// <remarks>
/// Left out, and counted, is what nobody could decide: what is by chance another key, what is nearer to another key than to the one
/// meant, and a key at the wrong level that several parameters have. The measure is the number of letters to insert, delete, replace or
/// swap with their neighbour.
/// </remarks>
internal sealed class TypoGenerator
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz_";

    private readonly Random _random;
    private readonly ParameterView[] _nodes;
    private readonly (ParameterView Node, ParameterProperty Property)[] _places;
    private readonly (ParameterView Node, ParameterProperty Property)[] _others;
    private readonly (ParameterView Node, ParameterProperty Property)[] _othersAlone;
    private readonly HashSet<string> _names;
    private readonly HashSet<(string, string)> _seen = [];

    public TypoGenerator(ParameterView root, VariantCatalog catalog, int seed)
    {
        _random = new Random(seed);
        _nodes = [.. root.All().Where(node => node.Record is not null)];
        _places = [.. _nodes.SelectMany(node => node.Record!.Properties.Select(property => (node, property)))];
        _others =
        [
            .. _nodes.Where(node => node.Shape.Kind == ValueKind.Polymorphic).SelectMany(node => catalog.VariantsOf(node.Shape.Type)
                .SelectMany(variant => RecordShape.Of(variant).Properties)
                .Where(property => node.Record!.Find(property.Name) is null)
                .DistinctBy(property => property.Name)
                .Select(property => (node, property))),
        ];
        // What another node has as it is configured may be meant there as well as here.
        _othersAlone = [.. _others.Where(other => _places.All(place => place.Property.Name != other.Property.Name))];
        _names = [.. _places.Concat(_others).Select(place => place.Property.Name), ParameterBinder.TypeKey];
    }

    /// <summary>How many typos were left out since nobody could decide them.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Typos of a kind, no two alike; fewer than asked for where there are no more.</summary>
    public IEnumerable<Typo> Make(TypoKind kind, int count)
    {
        for (var (made, vain) = (0, 0); made < count && vain < 2000; vain++)
        {
            if (Draw(kind) is not { } typo || !_seen.Add((typo.Node, typo.Key))) continue;
            if (IsUndecidable(typo))
            {
                LeftOut++;
                continue;
            }

            (made, vain) = (made + 1, 0);
            yield return typo;
        }
    }

    private Typo? Draw(TypoKind kind)
    {
        var (node, property) = Pick(kind is TypoKind.OtherVariant or TypoKind.OtherVariantMisspelt ? _othersAlone : _places);
        var (name, words) = (property.Name, property.Name.Split('_'));
        var meant = node.Path.Length == 0 ? name : $"{node.Path}.{name}";
        switch (kind)
        {
            case TypoKind.OneEdit: return new(kind, node.Path, Edit(name), meant);
            case TypoKind.TwoEdits: return new(kind, node.Path, Edit(Edit(name)), meant);
            case TypoKind.SwappedWords:
                var order = words.ToArray();
                _random.Shuffle(order);
                return order.SequenceEqual(words) ? null : new(kind, node.Path, Join(order, _random.Next(3)), meant);
            case TypoKind.Spelling:
                var spelt = Join(words, _random.Next(7));
                return spelt == name ? null : new(kind, node.Path, spelt, meant);
            case TypoKind.WrongLevel:
                var elsewhere = Pick(_nodes);
                return elsewhere == node || elsewhere.Record!.Find(name) is not null ? null : new(kind, elsewhere.Path, name, meant);
            case TypoKind.OtherVariantMisspelt: return new(kind, node.Path, Edit(name), meant);
            default: return new(kind, node.Path, name, meant);
        }
    }

    private bool IsUndecidable(Typo typo)
    {
        var meant = typo.Meant.Split('.')[^1];
        switch (typo.Kind)
        {
            case TypoKind.OneEdit or TypoKind.TwoEdits or TypoKind.OtherVariantMisspelt:
                var distance = Distance(typo.Key, meant);
                return distance == 0
                    || _names.Any(name => name != meant && Distance(typo.Key, name) < distance);
            case TypoKind.WrongLevel:
                // Of elements of one list that have the same parameter any will do.
                return _places.Concat(_others).Where(place => place.Property.Name == meant).Select(place => place.Property.DeclaringType)
                    .Distinct().Count() > 1;
            case TypoKind.SwappedWords or TypoKind.Spelling:
                return _names.Contains(typo.Key);
            default:
                return false;
        }
    }

    private T Pick<T>(T[] items) => items[_random.Next(items.Length)];

    private string Edit(string word)
    {
        var (at, letter) = (_random.Next(word.Length), Letters[_random.Next(Letters.Length)]);
        return _random.Next(4) switch
        {
            0 => word.Insert(at, $"{letter}"),
            1 => word.Length > 1 ? word.Remove(at, 1) : word,
            2 => $"{word[..at]}{letter}{word[(at + 1)..]}",
            _ => at + 1 < word.Length ? $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}" : word,
        };
    }

    private static string Join(string[] words, int style) => style switch
    {
        0 => string.Join('_', words),
        1 => string.Join('-', words),
        2 => words[0] + string.Concat(words.Skip(1).Select(Capital)),
        3 => string.Concat(words.Select(Capital)),
        4 => string.Join('_', words).ToUpperInvariant(),
        5 => string.Concat(words),
        _ => string.Join(' ', words),
    };

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
