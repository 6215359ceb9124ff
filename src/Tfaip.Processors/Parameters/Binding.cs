using System.Collections;
using System.Globalization;

namespace Tfaip.Processors.Parameters;

/// <summary>One binding of a tree: every method reports what is wrong and goes on, so that all errors are found.</summary>
internal sealed class Binding(VariantCatalog catalog, ErrorList errors)
{
    // More names than that are no help in a message.
    private const int LongestList = 12;

    private readonly Dictionary<Type, RecordShape> _shapes = [];

    public bool TryBind(BindingTarget target, ConfigNode node, object? defaults, out object? value)
    {
        if (node is ScalarNode { Text: null })
        {
            value = null;
            var otherwise = target.IsKey ? ", or leave the key out for its default" : "";
            return target.Shape.IsNullable || errors.Add(node.Origin, $"{target.Name} cannot be null; give {Expectations.Of(target.Shape)}{otherwise}.");
        }

        switch (target.Shape.Kind)
        {
            case ValueKind.Scalar: return ScalarBinding.TryBind(target, node, errors, out value);
            case ValueKind.List: return TryBindList(target, node, defaults, out value);
            case ValueKind.Dictionary: return TryBindDictionary(target, node, defaults, out value);
            case ValueKind.Polymorphic: return TryBindPolymorphic(target, node, defaults, out value);
            default: return TryBindRecord(target, node, defaults, out value);
        }
    }

    private RecordShape ShapeOf(Type type) => _shapes.TryGetValue(type, out var shape) ? shape : _shapes[type] = RecordShape.Of(type);

    private bool Refuse(BindingTarget target, ConfigNode node, out object? value)
    {
        value = null;
        return errors.Add(node.Origin, $"{target.Name} must be {Expectations.Of(target.Shape)}, not {Expectations.Given(node)}.");
    }

    private bool TryBindList(BindingTarget target, ConfigNode node, object? defaults, out object? value)
    {
        var element = target.Shape.Element!;
        BindingTarget Element(int i) => target.Child(i.ToString(CultureInfo.InvariantCulture), element, target.IsPath);

        // Arguments have no way to write a list of one: one value is meant so.
        if (node is ScalarNode { Origin: ArgumentOrigin } single)
            node = new SequenceNode(single is { IsQuoted: false, Text: "[]" } ? [] : [single], single.Origin);
        if (node is MappingNode { Origin: ArgumentOrigin } edits)
            return TryEditList(target, edits, defaults as IEnumerable, Element, out value);
        if (node is not SequenceNode sequence) return Refuse(target, node, out value);

        var bound = true;
        var items = new List<object?>(sequence.Items.Count);
        foreach (var item in sequence.Items)
        {
            bound &= TryBind(Element(items.Count), item, null, out var itemValue);
            items.Add(itemValue);
        }

        value = bound ? Collections.List(target.Shape, items) : null;
        return bound;
    }

    // "--list.0.key value" without the list in the file: elements of the default are changed.
    private bool TryEditList(BindingTarget target, MappingNode edits, IEnumerable? defaults, Func<int, BindingTarget> element, out object? value)
    {
        value = null;
        var bound = true;
        var items = defaults?.Cast<object?>().ToList() ?? [];
        foreach (var (key, keyOrigin, node) in edits.Entries)
        {
            if (NodeMerger.IndexOf(key, items.Count) is { } i)
            {
                bound &= TryBind(element(i), node, items[i], out var itemValue);
                if (bound) items[i] = itemValue;
            }
            else
            {
                bound = errors.Add(keyOrigin, NodeMerger.NoElement(target.Name, key, items.Count));
            }
        }

        if (bound) value = Collections.List(target.Shape, items);
        return bound;
    }

    private bool TryBindDictionary(BindingTarget target, ConfigNode node, object? defaults, out object? value)
    {
        if (node is OverrideNode { Over: MappingNode over } replaced) node = Merge(target, replaced.Under, over);
        if (node is ScalarNode { Origin: ArgumentOrigin, IsQuoted: false, Text: "{}" }) node = new MappingNode([], Origin.Default);
        if (node is not MappingNode mapping) return Refuse(target, node is OverrideNode other ? other.Over : node, out value);

        // A mapping of the command line alone changes entries of the default; one of a file replaces it.
        var items = Collections.Dictionary(target.Shape, mapping.Origin is ArgumentOrigin ? defaults : null);
        var bound = true;
        foreach (var (key, _, item) in mapping.Entries)
        {
            if (TryBind(target.Child(key, target.Shape.Element!, target.IsPath), item, items[key], out var itemValue)) items[key] = itemValue;
            else bound = false;
        }

        value = bound ? items : null;
        return bound;
    }

    private bool TryBindRecord(BindingTarget target, ConfigNode node, object? defaults, out object? value)
    {
        if (node is OverrideNode { Over: MappingNode over } replaced) node = Merge(target, replaced.Under, over);
        if (node is not MappingNode mapping) return Refuse(target, node is OverrideNode other ? other.Over : node, out value);
        var type = target.Shape.Type.IsInstanceOfType(defaults) ? defaults!.GetType() : target.Shape.Type;
        return TryBindProperties(target, type, mapping.Entries, mapping.Origin, defaults, out value);
    }

    private bool TryBindPolymorphic(BindingTarget target, ConfigNode node, object? defaults, out object? value)
    {
        value = null;
        var (under, over) = node is OverrideNode { Under: var below, Over: var above } ? (below, above) : (null, node);
        if (over is not (ScalarNode or MappingNode))
        {
            var all = Expectations.All(NamesOf(target));
            return errors.Add(over.Origin, $"{target.Name} must be a mapping with '{ParameterBinder.TypeKey}', or one of {all}; not {Expectations.Given(over)}.");
        }

        Type? before = null;
        if (under is not null && !TryFindVariant(target, under, defaults, out before)) return false;
        if (!TryFindVariant(target, over, before is null ? defaults : before, out var variant)) return false;

        IReadOnlyList<MappingEntry> entries = [.. Parameters(over)];
        if (under is not null && before is not null)
        {
            var (old, kept) = (ShapeOf(before), ShapeOf(variant!));
            var known = true;
            foreach (var entry in Parameters(under).Where(entry => old.Find(entry.Key) is null)) known = RefuseKey(target, old, entry);
            if (!known) return false;
            var common = Parameters(under).Where(entry => kept.Find(entry.Key)?.IsSharedWith(before) == true);
            entries = Merge(target, new([.. common], under.Origin), new(entries, over.Origin)) is MappingNode merged ? merged.Entries : entries;
        }

        return TryBindProperties(target, variant!, entries, node.Origin, defaults, out value);
    }

    private string[] NamesOf(BindingTarget target) => [.. catalog.VariantsOf(target.Shape.Type).Select(VariantCatalog.NameOf)];

    private static IEnumerable<MappingEntry> Parameters(ConfigNode node) =>
        node is MappingNode mapping ? mapping.Entries.Where(entry => entry.Key != ParameterBinder.TypeKey) : [];

    /// <summary>Finds the variant that a node names, or that of the default: an instance or its type.</summary>
    private bool TryFindVariant(BindingTarget target, ConfigNode node, object? defaults, out Type? variant)
    {
        var named = node is MappingNode mapping ? mapping.Find(ParameterBinder.TypeKey)?.Value : node;
        var names = NamesOf(target);
        switch (named)
        {
            case null:
                variant = defaults as Type ?? defaults?.GetType();
                return variant is not null || errors.Add(
                    node.Origin, $"{target.Name} needs a '{ParameterBinder.TypeKey}': one of {Expectations.All(names)}.");
            case ScalarNode { Text: { } name }:
                variant = catalog.Find(target.Shape.Type, name);
                return variant is not null || errors.Add(
                    named.Origin,
                    $"{target.Name} has no variant '{Expectations.Short(name)}'; there are {Expectations.All(names)}.{Suggestions.DidYouMean(name, names)}");
            default:
                variant = null;
                return errors.Add(
                    named.Origin, $"{target.PathOf(ParameterBinder.TypeKey)} must be one of {Expectations.All(names)}, not {Expectations.Given(named)}.");
        }
    }

    private bool TryBindProperties(
        BindingTarget target, Type type, IReadOnlyList<MappingEntry> entries, Origin origin, object? defaults, out object? value)
    {
        var shape = ShapeOf(type);
        var record = shape.CreateFrom(defaults);
        var bound = true;
        foreach (var entry in entries.Where(entry => shape.Find(entry.Key) is null)) bound = RefuseKey(target, shape, entry);
        foreach (var property in shape.Properties)
        {
            var entry = entries.FirstOrDefault(entry => entry.Key == property.Name);
            var hasDefault = !property.IsRequired || (defaults is not null && property.IsSharedWith(defaults.GetType()));
            bound &= TryBindProperty(target, record, property, entry, origin, hasDefault);
        }

        if (bound && record is IValidatable validatable) bound = Validate(target, validatable, shape, entries, origin);
        value = bound ? record : null;
        return bound;
    }

    private bool TryBindProperty(
        BindingTarget target, object record, ParameterProperty property, MappingEntry? entry, Origin origin, bool hasDefault)
    {
        var child = target.Child(property.Name, property.Value, property.IsPath) with { IsKey = true };
        var value = hasDefault ? property.Get(record) : null;
        if (entry is null && value is null && !property.Value.IsNullable)
            return errors.Add(origin, PropertyChecks.Missing(child));

        // What a nested record demands, it demands too where the file does not mention it.
        var isNested = property.Value.Kind is ValueKind.Record or ValueKind.Polymorphic;
        var node = entry?.Value ?? (isNested && value is not null ? new MappingNode([], origin) : null);
        if (node is not null)
        {
            if (!TryBind(child, node, value, out value)) return false;
            property.Set(record, value);
        }

        return PropertyChecks.Check(child, record, property, value, entry, origin, errors);
    }

    private bool RefuseKey(BindingTarget target, RecordShape shape, MappingEntry entry)
    {
        var known = shape.Properties.Select(property => property.Name).ToArray();
        var all = known.Length is > 0 and <= LongestList ? $" There are {Expectations.All(known)}." : "";
        return errors.Add(
            entry.KeyOrigin, $"{target.Name} has no key '{Expectations.Short(entry.Key)}'.{Suggestions.DidYouMean(entry.Key, known)}{all}");
    }

    private bool Validate(BindingTarget target, IValidatable record, RecordShape shape, IReadOnlyList<MappingEntry> entries, Origin origin)
    {
        var valid = true;
        foreach (var (member, message) in record.Validate())
        {
            var name = shape.Properties.FirstOrDefault(property => property.MemberName == member)?.Name ?? Naming.ToSnakeCase(member);
            var entry = entries.FirstOrDefault(entry => entry.Key == name);
            valid = errors.Add(entry?.Value.Origin ?? origin, $"{target.PathOf(name)}: {message}");
        }

        return valid;
    }

    private MappingNode Merge(BindingTarget target, MappingNode under, MappingNode over) =>
        NodeMerger.MergeEntries(under, over, target.Path, errors);
}
