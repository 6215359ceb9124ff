using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Tfaip.Processors.Parameters;

/// <summary>One run of the binder: it goes on after an error, so that all of them are reported at once.</summary>
internal sealed class Binding(VariantCatalog catalog)
{
    private static readonly object Failed = new();

    public List<ConfigurationError> Errors { get; } = [];

    /// <summary>Binds a record, polymorphic or not; null after an error.</summary>
    public object? BindRecord(Type declared, ConfigNode node, object? defaults, string path)
    {
        var result = Record(declared, node, defaults, path);
        return result == Failed ? null : result;
    }

    private object Value(Type type, ConfigNode node, object? defaults, ParameterProperty? property, string path)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying) type = underlying;
        if (Scalars.IsScalar(type)) return Scalar(type, node, property, path);
        if (ParameterType.ListItem(type) is { } item) return List(item, node, defaults, property, path);
        if (ParameterType.DictionaryValue(type) is { } value) return Dictionary(value, node, property, path);
        return Record(type, node, defaults, path);
    }

    private object Scalar(Type type, ConfigNode node, ParameterProperty? property, string path)
    {
        if (node is not ScalarNode { Text: { } text } scalar)
        {
            return Fail(node.Origin, $"{path} must be {Scalars.Describe(type)}, not {Kind(node)}.");
        }

        if (Scalars.Parse(type, text, scalar.IsQuoted) is not { } value)
        {
            var nearest = type.IsEnum && EditDistance.Nearest(text, Scalars.EnumNames(type)) is { } name ? $" Did you mean '{name}'?" : "";
            return Fail(node.Origin, $"{path} must be {Scalars.Describe(type)}, not '{text}'.{nearest}");
        }

        return property is { IsRelativePath: true } ? Absolute((string)value, node.Origin) : value;
    }

    private static string Absolute(string path, Origin origin) => origin switch
    {
        _ when path.Length == 0 => path,
        FileOrigin file => Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(file.File))!),
        ArgumentOrigin => Path.GetFullPath(path),
        _ => path,
    };

    private object List(Type itemType, ConfigNode node, object? defaults, ParameterProperty? property, string path)
    {
        // On the command line a list of one value looks like a scalar, and elements of a default list like a mapping.
        var elements = (defaults as System.Collections.IEnumerable)?.Cast<object?>().ToArray() ?? [];
        ConfigNode?[]? items = node switch
        {
            SequenceNode sequence => [.. sequence.Items],
            ScalarNode { Origin: ArgumentOrigin, Text: not null } scalar => new ConfigNode?[] { scalar },
            MappingNode { Origin: ArgumentOrigin } mapping => Elements(mapping, elements.Length, path),
            _ => null,
        };
        if (items is null) return Fail(node.Origin, $"{path} must be a list, not {Kind(node)}.");

        var list = Array.CreateInstance(itemType, items.Length);
        var failed = false;
        for (var i = 0; i < items.Length; i++)
        {
            var old = node is MappingNode ? elements[i] : null;
            var value = items[i] is { } item ? Value(itemType, item, old, property, $"{path}.{i}") : old!;
            failed |= value == Failed;
            if (value != Failed) list.SetValue(value, i);
        }

        return failed ? Failed : list;
    }

    private ConfigNode?[] Elements(MappingNode mapping, int count, string path)
    {
        var items = new ConfigNode?[count];
        foreach (var entry in mapping.Entries)
        {
            if (int.TryParse(entry.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < count) items[index] = entry.Value;
            else Errors.Add(new(entry.KeyOrigin, $"{path} has no element {entry.Key}; it has {count}, counted from 0."));
        }

        return items;
    }

    private object Dictionary(Type valueType, ConfigNode node, ParameterProperty? property, string path)
    {
        if (node is not MappingNode mapping) return Fail(node.Origin, $"{path} must be a mapping, not {Kind(node)}.");

        var result = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), valueType))!;
        var failed = false;
        foreach (var entry in mapping.Entries)
        {
            var value = Value(valueType, entry.Value, null, property, $"{path}.{entry.Key}");
            failed |= value == Failed;
            if (value != Failed) result.Add(entry.Key, value);
        }

        return failed ? Failed : result;
    }

    private object Record(Type declared, ConfigNode node, object? defaults, string path)
    {
        var variants = catalog.VariantsOf(declared);
        var isPolymorphic = declared.IsAbstract || variants.Any(variant => variant != declared);
        var name = path.Length == 0 ? "the configuration" : path;
        switch (node)
        {
            case MappingNode mapping:
                return isPolymorphic ? Polymorphic(declared, variants, mapping, defaults, path) : Fill(declared, mapping, defaults, path, null);
            case ScalarNode { Text: not null } scalar when isPolymorphic:
                var entry = new MappingEntry(ParameterBinder.TypeKey, scalar.Origin, scalar);
                return Polymorphic(declared, variants, new MappingNode([entry], scalar.Origin), defaults, path);
            default:
                var expected = isPolymorphic ? $"a mapping with 'type', or one of {Names(variants)}" : "a mapping";
                return Fail(node.Origin, $"{name} must be {expected}, not {Kind(node)}.");
        }
    }

    private object Polymorphic(Type declared, IReadOnlyList<Type> variants, MappingNode mapping, object? defaults, string path)
    {
        var entry = mapping.Find(ParameterBinder.TypeKey);
        if (entry is null)
        {
            return defaults is not null
                ? Fill(defaults.GetType(), mapping, defaults, path, null)
                : Fail(mapping.Origin, $"{path} needs a 'type': one of {Names(variants)}.");
        }

        if (entry.Value is not ScalarNode { Text: { } name } || catalog.Find(declared, name) is not { } variant)
        {
            var text = entry.Value is ScalarNode { Text: { } given } ? $"'{given}'" : Kind(entry.Value);
            var nearest = entry.Value is ScalarNode { Text: { } wrong } && EditDistance.Nearest(wrong, variants.Select(VariantCatalog.NameOf)) is { } close
                ? $" Did you mean '{close}'?" : "";
            return Fail(entry.Value.Origin, $"{path} has no variant {text}; there are {Names(variants)}.{nearest}");
        }

        // What the file says of the variant that the command line replaced holds for the new one only where both inherit it.
        var replaced = entry.Value is { Origin: ArgumentOrigin, Overridden: ScalarNode { Text: { } old } } ? catalog.Find(declared, old)
            : entry.Value.Origin is ArgumentOrigin ? defaults?.GetType() : null;
        return Fill(variant, mapping, defaults, path, replaced == variant ? null : replaced);
    }

    private object Fill(Type type, MappingNode mapping, object? defaults, string path, Type? replaced)
    {
        if (type.GetConstructor(Type.EmptyTypes) is null)
        {
            throw new InvalidOperationException($"The parameters record {type} needs a constructor without parameters.");
        }

        var before = Errors.Count;
        var result = Activator.CreateInstance(type)!;
        var properties = ParameterType.Properties(type);
        foreach (var property in properties) Inherit(result, property.Property, defaults);

        var origins = new Dictionary<string, Origin>();
        foreach (var entry in mapping.Entries)
        {
            if (entry.Key == ParameterBinder.TypeKey && type.IsDefined(typeof(VariantAttribute), inherit: false)) continue;
            var property = properties.FirstOrDefault(candidate => candidate.Name == entry.Key);
            if (replaced is not null && entry.KeyOrigin is not ArgumentOrigin && !IsInherited(property, replaced)) continue;
            if (property is null)
            {
                Errors.Add(new(entry.KeyOrigin, Unknown(entry.Key, properties, path)));
                continue;
            }

            origins[property.Property.Name] = entry.Value.Origin;
            Set(result, property, entry.Value, Join(path, property.Name));
        }

        foreach (var property in properties) Check(result, property, origins.GetValueOrDefault(property.Property.Name), mapping.Origin, Join(path, property.Name));
        if (result is IValidatable validatable && Errors.Count == before)
        {
            Errors.AddRange(validatable.Validate().Select(broken => new ConfigurationError(
                origins.GetValueOrDefault(broken.Property) ?? mapping.Origin,
                $"{Join(path, Naming.ToSnakeCase(broken.Property))}: {broken.Message}")));
        }

        return Errors.Count == before ? result : Failed;
    }

    private void Set(object target, ParameterProperty property, ConfigNode node, string path)
    {
        if (node is ScalarNode { Text: null })
        {
            var nullable = Nullable.GetUnderlyingType(property.Property.PropertyType) is not null
                || property.Info.WriteState == NullabilityState.Nullable;
            if (nullable) property.Property.SetValue(target, null);
            else Errors.Add(new(node.Origin, $"{path} cannot be null."));
            return;
        }

        var value = Value(property.Property.PropertyType, node, property.Property.GetValue(target), property, path);
        if (value != Failed) property.Property.SetValue(target, value);
    }

    private void Check(object target, ParameterProperty property, Origin? given, Origin owner, string path)
    {
        // What was given and is wrong already is not judged again, and defaults are the record's own affair unless required.
        if (given is null && !property.IsRequired) return;
        if (given is not null && Errors.Any(error => error.Origin == given)) return;

        var value = property.Property.GetValue(target);
        foreach (var rule in property.Rules)
        {
            if (rule.GetValidationResult(value, new ValidationContext(target) { MemberName = path, DisplayName = path }) is not { } broken) continue;
            Errors.Add(new(given ?? owner, rule switch
            {
                RequiredAttribute when given is null => $"{path} is required: give it a value.",
                RequiredAttribute => $"{path} must not be empty.",
                RangeAttribute range => $"{path} must be {Between(range)}, not {Scalars.Format(value!)}.",
                MinLengthAttribute length => $"{path} must have at least {length.Length} {(length.Length == 1 ? "item" : "items")}.",
                MaxLengthAttribute length => $"{path} must have at most {length.Length} {(length.Length == 1 ? "item" : "items")}.",
                RegularExpressionAttribute pattern => $"{path} must match {pattern.Pattern}, not '{value}'.",
                _ => broken.ErrorMessage ?? $"{path} is not valid.",
            }));
        }
    }

    private static string Between(RangeAttribute range)
    {
        var (low, high) = (Scalars.Format(range.Minimum), Scalars.Format(range.Maximum));
        return range.Maximum is int.MaxValue or double.MaxValue ? $"at least {low}" : $"between {low} and {high}";
    }

    private static void Inherit(object target, PropertyInfo property, object? defaults)
    {
        if (defaults is null || !property.DeclaringType!.IsInstanceOfType(defaults)) return;
        property.SetValue(target, property.GetValue(defaults));
    }

    private static bool IsInherited(ParameterProperty? property, Type replaced) =>
        property is not null && property.Property.DeclaringType!.IsAssignableFrom(replaced);

    private static string Unknown(string key, IReadOnlyList<ParameterProperty> properties, string path)
    {
        var names = properties.Select(property => property.Name).ToArray();
        var owner = path.Length == 0 ? "the configuration" : path;
        var hint = EditDistance.Nearest(key, names) is { } nearest ? $" Did you mean '{nearest}'?"
            : names.Length == 0 ? "" : $" There are {string.Join(", ", names)}.";
        return $"{owner} has no key '{key}'.{hint}";
    }

    private object Fail(Origin origin, string message)
    {
        Errors.Add(new(origin, message));
        return Failed;
    }

    private static string Names(IEnumerable<Type> variants) => string.Join(", ", variants.Select(VariantCatalog.NameOf));

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Kind(ConfigNode node) => node switch
    {
        ScalarNode { Text: null } => "null",
        ScalarNode scalar => $"'{scalar.Text}'",
        SequenceNode => "a list",
        _ => "a mapping",
    };
}
