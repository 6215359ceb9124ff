using Tfaip.Training.Tests.Configurations.Typos;

// How many typos of a configuration three readers refuse, and for how many they name what was meant. The set is that of the tests.
using System.Globalization;
using TypoSuggestions;

var set = new TypoSet(args is [var file] ? file : Path.Combine("models", "mnist", "config.yaml"));
var variants = set.Root.All().Where(view => view.Shape.Type.IsAbstract)
    .SelectMany(view => set.Definition.Catalog.VariantsOf(view.Shape.Type)).Distinct().ToArray();

// The binder cannot create what is in lists of polymorphic nodes, and reads C# names in any case.
bool IsOfBinder(Typo typo) =>
    !ExtensionsBinder.IsUnreadable(typo.Node) && !ExtensionsBinder.Understands(typo.Key, typo.Meant.Split('.')[^1]);

(string Name, Func<Typo?, string?> Say, Func<Typo, bool> IsIts)[] others =
[
    ("Microsoft.Extensions.Configuration.Binder", Binder(isStrict: false), IsOfBinder),
    ("  with ErrorOnUnknownConfiguration", Binder(isStrict: true), IsOfBinder),
    ("YamlDotNet deserializer", Deserializer(ignoresUnmatched: false), _ => true),
    ("  with IgnoreUnmatchedProperties", Deserializer(ignoresUnmatched: true), _ => true),
];

Console.WriteLine($"{set.Typos.Count} typos over models/mnist; {set.LeftOut} left out, since nobody could decide them.");
Console.WriteLine();
Print("", ["typos", "accepted", "refused", "misled", "suggested"]);
Row("Tfaip", set.Typos.Select(typo => set.InFile(typo) switch
{
    null => Verdict.Accepted,
    { Suggestions: [] } => Verdict.Refused,
    { Suggestions: [var first, ..] } => Same(first, typo.Meant) ? Verdict.Suggested : Verdict.Misled,
}));
foreach (var (name, say, isIts) in others)
{
    if (say(null) is { } wrong) throw new InvalidOperationException($"{name} does not read the file without typos: {wrong}");
    Row(name, set.Typos.Where(isIts).Select(typo => say(typo) is { } error
        ? Named(error, typo) ? Verdict.Suggested : Verdict.Refused
        : Verdict.Accepted));
}

Func<Typo?, string?> Binder(bool isStrict) => typo =>
    new ExtensionsBinder(() => set.Definition.Bind(set.Tree), isStrict).ErrorOf(
        typo is null ? set.Tree : TypoTree.Write(set.Tree, typo), typo?.Key);

Func<Typo?, string?> Deserializer(bool ignoresUnmatched)
{
    var deserializer = new YamlDeserializer(variants, ignoresUnmatched);
    return typo => deserializer.ErrorOf(typo is null ? Tfaip.Configuration.Reading.YamlWriter.Write(set.Tree) : set.Yaml(typo));
}

bool Same(string first, string meant) =>
    first == meant || (set.Root.Find(first)?.Property is { } property && set.Root.Find(meant)?.Property is { } other
        && (property.DeclaringType, property.Name) == (other.DeclaringType, other.Name));

// To their favour: wherever the message has the name that was meant and not only what was written.
bool Named(string error, Typo typo)
{
    var meant = typo.Meant.Split('.')[^1];
    return meant != typo.Key
        && error.Replace(typo.Key, "", StringComparison.Ordinal).Contains($"'{meant}'", StringComparison.OrdinalIgnoreCase);
}

void Row(string name, IEnumerable<Verdict> verdicts)
{
    var all = verdicts.ToArray();
    Print(name, [$"{all.Length}", .. Enum.GetValues<Verdict>().Select(verdict =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{all.Count(one => one == verdict)} ({(double)all.Count(one => one == verdict) / all.Length:P1})"))]);
}

void Print(string name, string[] cells) => Console.WriteLine($"{name,-44}{string.Concat(cells.Select(cell => $"{cell,16}"))}");
