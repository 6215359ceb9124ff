using System.Collections;
using System.Globalization;
using Tfaip.Parameters.Hints;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Parameters.Binding;

/// <summary>One binding of a tree: every method reports what is wrong and goes on, so that all errors are found.</summary>
/// <param name="catalog">The variants.</param>
/// <param name="errors">Where errors go.</param>
/// <param name="resources">
/// Gives the content of a resource by the name that the tree has for it; null where names are paths on disk.
/// </param>
internal sealed class TreeBinding(VariantCatalog catalog, ErrorList errors, Func<string, ReadOnlyMemory<byte>>? resources = null)
{
    private readonly VariantChoices _variants = new(catalog, errors);

    public bool TryBind(BindingTarget target, ConfigNode node, object? defaults, out object? value)
    {
        var bound = TryBindNode(target, node, defaults, out value);
        target.View?.Bound(node, defaults, value, bound);
        return bound;
    }

    private bool TryBindNode(BindingTarget target, ConfigNode node, object? defaults, out object? value)
    {
        node = target.Shape.Kind switch
        {
            ValueKind.Scalar => SettleScalar(node),
            ValueKind.List => ListElements.Settle(node),
            _ => node,
        };
        if (target.Shape.Kind != ValueKind.List && AppendedTo(node) is { } append)
        {
            value = null;
            return errors.Add(append.Origin, $"{target.Name} is no list; only to a list can be appended.");
        }

        if (node is ScalarNode { Text: null })
        {
            value = null;
            var otherwise = target.IsKey ? ", or leave the key out for its default" : "";
            return target.Shape.IsNullable
                || errors.Add(node.Origin, $"{target.Name} cannot be null; give {Expectations.Of(target.Shape, target.Unit)}{otherwise}.");
        }

        switch (target.Shape.Kind)
        {
            case ValueKind.Scalar: return ScalarBinding.TryBind(target, node, errors, resources, out value);
            case ValueKind.List: return TryBindList(target, node, defaults, out value);
            case ValueKind.Dictionary: return TryBindDictionary(target, node, defaults, out value);
            case ValueKind.Polymorphic: return TryBindPolymorphic(target, node, defaults, out value);
            default: return TryBindRecord(target, node, defaults, out value);
        }
    }

    private bool Refuse(BindingTarget target, ConfigNode node, out object? value)
    {
        value = null;
        return errors.Add(node.Origin, $"{target.Name} must be {Expectations.Of(target.Shape)}, not {Expectations.Given(node)}.");
    }

    private bool TryBindList(BindingTarget target, ConfigNode node, object? defaults, out object? value)
    {
        var element = target.Shape.Element!;
        BindingTarget Element(int i) => target.Child(i.ToString(CultureInfo.InvariantCulture), element, target.IsPath);

        var before = errors.Count;
        if (ListElements.Of(node, defaults as IEnumerable, target, errors) is not { } elements) return Refuse(target, node, out value);
        if (elements.AreOfDefault) ViewElements(target, defaults);

        var bound = errors.Count == before;
        var items = new List<object?>(elements.Items.Count);
        foreach (var (item, itemDefault) in elements.Items)
        {
            var itemValue = itemDefault;
            if (item is not null) bound &= TryBind(Element(items.Count), item, itemDefault, out itemValue);
            items.Add(itemValue);
        }

        value = bound ? Collections.List(target.Shape, items) : null;
        return bound;
    }

    private bool TryBindDictionary(BindingTarget target, ConfigNode node, object? defaults, out object? value)
    {
        node = Settle(target, node);
        if (node is not MappingNode mapping) return Refuse(target, node, out value);

        // A mapping of the command line alone changes entries of the default; one of a file replaces it.
        var isEdited = Arguments.AreEdits(mapping);
        if (isEdited) ViewElements(target, defaults);
        var items = Collections.Dictionary(target.Shape, isEdited ? defaults : null);
        var bound = true;
        foreach (var (key, _, item) in mapping.Entries)
        {
            if (TryBind(target.Child(key, target.Shape.Element!, target.IsPath), item, items[key], out var itemValue))
                items[key] = itemValue;
            else bound = false;
        }

        value = bound ? items : null;
        return bound;
    }

    private bool TryBindRecord(BindingTarget target, ConfigNode node, object? defaults, out object? value)
    {
        node = Settle(target, node);
        if (node is not MappingNode mapping) return Refuse(target, node, out value);
        var type = target.Shape.Type.IsInstanceOfType(defaults) ? defaults!.GetType() : target.Shape.Type;
        return TryBindProperties(target, type, mapping.Entries, mapping.Origin, defaults, out value);
    }

    private bool TryBindPolymorphic(BindingTarget target, ConfigNode node, object? defaults, out object? value)
    {
        value = null;
        if (_variants.Choose(target, node, defaults?.GetType()) is not { } choice) return false;
        if (target.View is { } view) view.VariantOrigin = choice.Origin;
        return TryBindProperties(target, choice.Variant, choice.Entries, node.Origin, defaults, out value);
    }

    private bool TryBindProperties(
        BindingTarget target, Type type, IReadOnlyList<MappingEntry> entries, Origin origin, object? defaults, out object? value)
    {
        var shape = catalog.ShapeOf(type);
        var record = shape.CreateFrom(defaults);
        if (target.View is { } view) view.Record = shape;
        var bound = true;
        foreach (var entry in entries)
        {
            if (shape.Find(entry.Key) is null) bound = _variants.RefuseKey(target, shape, target.View?.VariantOrigin, entry);
        }

        foreach (var property in shape.Properties)
        {
            var entry = EntryOf(property.Name, entries);
            var hasDefault = !property.IsRequired || (defaults is not null && property.IsSharedWith(defaults.GetType()));
            bound &= TryBindProperty(target, record, property, entry, origin, hasDefault);
        }

        if (bound && record is IValidatable validatable) bound = Validate(target, validatable, entries, origin);
        value = bound ? record : null;
        return bound;
    }

    private static MappingEntry? EntryOf(string key, IReadOnlyList<MappingEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Key == key) return entry;
        }

        return null;
    }

    private bool TryBindProperty(
        BindingTarget target, object record, ParameterProperty property, MappingEntry? entry, Origin origin, bool hasDefault)
    {
        var child = target.Child(property) with { IsKey = true };
        var value = hasDefault ? property.Get(record) : null;
        child.View?.Bound(null, value, value, value is not null || property.Value.IsNullable);
        if (entry is null && value is null && !property.Value.IsNullable)
            return errors.Add(origin, PropertyChecks.Missing(child));

        // What a nested record demands, it demands too where the file does not mention it.
        var isNested = property.Value.Kind is ValueKind.Record or ValueKind.Polymorphic;
        var node = entry?.Value ?? (isNested && value is not null ? new MappingNode([], origin) : null);
        if (node is null)
        {
            ViewElements(child, value);
        }
        else
        {
            var isRight = TryBind(child, node, value, out value);
            if (entry is null) child.View?.NotGiven();
            if (!isRight) return false;
            property.Set(record, value);
        }

        return PropertyChecks.Check(child, record, property, value, entry, origin, errors);
    }

    // What a default holds is part of the tree as it is configured, and nobody's error.
    private void ViewElements(BindingTarget target, object? value)
    {
        if (target.View is null || value is null || target.Shape.Kind is not (ValueKind.List or ValueKind.Dictionary)) return;
        var elements = target.Shape.Kind == ValueKind.Dictionary
            ? Collections.Entries(value)
            : ((IEnumerable)value).Cast<object?>().Select((item, i) => (Key: i.ToString(CultureInfo.InvariantCulture), Value: item));
        var quiet = new TreeBinding(catalog, new ErrorList());
        foreach (var (key, item) in elements)
        {
            var child = target.Child(key, target.Shape.Element!, target.IsPath);
            if (item is not null && child.Shape.Kind is ValueKind.Record or ValueKind.Polymorphic)
            {
                quiet.TryBind(child, new MappingNode([], Origin.Default), item, out _);
                child.View!.NotGiven();
            }
            else
            {
                child.View!.Bound(null, item, item, isBound: true);
                ViewElements(child, item);
            }
        }
    }

    private bool Validate(BindingTarget target, IValidatable record, IReadOnlyList<MappingEntry> entries, Origin origin)
    {
        var valid = true;
        foreach (var (member, message) in record.Validate())
        {
            // "Optimizer.LearningRate" is a value further down, "Widths.2" an element.
            var names = member.Split('.').Select(Naming.ToSnakeCase).ToArray();
            ConfigNode node = new MappingNode(entries, origin);
            foreach (var name in names)
            {
                if (Below(node, name) is not { } next) break;
                node = next;
            }

            valid = errors.Add(node.Origin, $"{target.PathOf(string.Join('.', names))}: {message}");
        }

        return valid;
    }

    private static ConfigNode? Below(ConfigNode node, string name) => node switch
    {
        MappingNode mapping => mapping.Find(name)?.Value,
        SequenceNode list when NodeMerger.IndexOf(name, list.Items.Count) is { } i => list.Items[i],
        OverrideNode replaced => Below(replaced.Over, name) ?? Below(replaced.Under, name),
        _ => null,
    };

    private static ConfigNode SettleScalar(ConfigNode node)
    {
        while (node is OverrideNode replaced) node = replaced.Over;
        return node;
    }

    private static AppendNode? AppendedTo(ConfigNode node) => node switch
    {
        AppendNode append => append,
        OverrideNode { Under: var under, Over: var over } => AppendedTo(over) ?? AppendedTo(under),
        _ => null,
    };

    private ConfigNode Settle(BindingTarget target, ConfigNode node)
    {
        if (node is not OverrideNode { Under: var under, Over: var over }) return node is ScalarNode { Flow: { } flow } ? flow : node;

        // As in a file: a record keeps what the value does not say of it, a dictionary is replaced.
        var above = Settle(target, over);
        return above is MappingNode entries && (target.Shape.Kind != ValueKind.Dictionary || over is not ScalarNode)
            && Settle(target, under) is MappingNode below
            ? NodeMerger.MergeEntries(below, entries, target.Path, errors)
            : above;
    }
}
