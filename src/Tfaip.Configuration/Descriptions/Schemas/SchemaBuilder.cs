using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Configuration.Descriptions.Schemas;

/// <summary>
/// Builds the JSON schema (draft 2020-12) of a parameter tree. A record has one definition for each set of defaults that it has
/// somewhere: they decide what must be given, and which variant a node is that does not say.
/// </summary>
/// <param name="catalog">The variants.</param>
/// <param name="isOpen">Whether there may be variants and parameters that are not known here.</param>
internal sealed class SchemaBuilder(VariantCatalog catalog, bool isOpen)
{
    private const string IncludeKey = "include";

    private readonly JsonObject _definitions = [];
    private readonly Dictionary<(Type, string, SchemaExtent), string> _names = [];

    /// <summary>Builds the schema.</summary>
    /// <param name="root">The record at the root.</param>
    /// <param name="title">What the schema is of.</param>
    public JsonObject Build(Type root, string title)
    {
        var record = RecordShape.Of(root).Create();
        var (whole, part) = (Record(root, record, SchemaExtent.Whole), Record(root, record, SchemaExtent.Part));
        foreach (var name in new[] { whole, part })
        {
            var properties = (JsonObject)_definitions[name]!["properties"]!;
            properties.Insert(0, IncludeKey, Include());
        }

        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = title,
            ["type"] = "object",
            // What a file includes may give what it does not.
            ["if"] = new JsonObject { ["required"] = new JsonArray(IncludeKey) },
            ["then"] = Reference(part),
            ["else"] = Reference(whole),
            ["$defs"] = _definitions,
        };
    }

    private static JsonObject Include() => new()
    {
        ["description"] = "Files that this file is put over, relative to it.",
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "string", ["minLength"] = 1 },
            new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 } }),
    };

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    private JsonObject Property(ParameterProperty property, object? value, SchemaExtent extent)
    {
        var schema = Value(property.Value, property.Checks, property.Unit, value, extent);
        var described = new JsonObject();
        if (property.Description is { } description) described["description"] = description;
        foreach (var (key, child) in schema.ToArray())
        {
            schema.Remove(key);
            described[key] = child;
        }

        if (DefaultOf(property, value) is { } standard) described["default"] = standard;
        return described;
    }

    private JsonObject Value(
        ValueShape shape,
        IReadOnlyList<ValidationAttribute> checks,
        UnitKind? unit,
        object? value,
        SchemaExtent extent) => shape.Kind switch
        {
            ValueKind.Scalar => ScalarSchema.Of(shape, checks, unit),
            ValueKind.List => Nullable(shape, List(shape, checks, unit)),
            ValueKind.Dictionary => Nullable(shape, Dictionary(shape, checks, unit, extent)),
            ValueKind.Record => Nullable(shape, Reference(Record(value?.GetType() ?? shape.Type, value, extent))),
            _ => Nullable(shape, Reference(Polymorphic(shape.Type, value, extent))),
        };

    private static JsonObject Nullable(ValueShape shape, JsonObject schema) => shape.IsNullable
        ? new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) }
        : schema;

    // A list replaces another one, so that its elements are whole.
    private JsonObject List(ValueShape shape, IReadOnlyList<ValidationAttribute> checks, UnitKind? unit)
    {
        var ofElements = checks.Where(check => check is RangeAttribute or RegularExpressionAttribute or AllowedValuesAttribute).ToArray();
        var schema = OrExpression("array");
        schema["items"] = Value(shape.Element!, ofElements, unit, null, SchemaExtent.Whole);
        AddLengths(schema, checks, "Items");
        return schema;
    }

    private JsonObject Dictionary(ValueShape shape, IReadOnlyList<ValidationAttribute> checks, UnitKind? unit, SchemaExtent extent)
    {
        var schema = OrExpression("object");
        schema["additionalProperties"] = Value(shape.Element!, [], unit, null, extent);
        if (extent == SchemaExtent.Whole) AddLengths(schema, checks, "Properties");
        return schema;
    }

    // The value of another parameter may stand for any value, a list or a mapping too.
    private static JsonObject OrExpression(string type) =>
        new() { ["type"] = new JsonArray(type, "string"), ["pattern"] = ScalarSchema.Expression };

    private static void AddLengths(JsonObject schema, IReadOnlyList<ValidationAttribute> checks, string what)
    {
        foreach (var check in checks)
        {
            switch (check)
            {
                case MinLengthAttribute { Length: var least }: schema[$"min{what}"] = least; break;
                case MaxLengthAttribute { Length: var most }: schema[$"max{what}"] = most; break;
                case LengthAttribute { MinimumLength: var least, MaximumLength: var most }:
                    (schema[$"min{what}"], schema[$"max{what}"]) = (least, most);
                    break;
            }
        }
    }

    private string Record(Type type, object? defaults, SchemaExtent extent) =>
        Define(type, NameOf(type), defaults, extent, () => Object(type, null, defaults, extent));

    private string Variant(Type baseType, Type variant, object? defaults, SchemaExtent extent) => Define(
        variant,
        $"{NameOf(baseType)}.{VariantCatalog.NameOf(variant)}",
        defaults,
        extent,
        () => Object(variant, VariantCatalog.NameOf(variant), defaults, extent));

    private string Polymorphic(Type type, object? defaults, SchemaExtent extent) => Define(type, NameOf(type), defaults, extent, () =>
    {
        var variants = catalog.VariantsOf(type);
        var choices = new JsonArray();
        foreach (var variant in variants)
        {
            var isDefault = variant == defaults?.GetType() && extent == SchemaExtent.Whole;
            var condition = new JsonObject
            {
                ["properties"] =
                new JsonObject { [ParameterBinder.TypeKey] = new JsonObject { ["const"] = VariantCatalog.NameOf(variant) } }
            };
            if (!isDefault) condition["required"] = new JsonArray(ParameterBinder.TypeKey);
            choices.Add(new JsonObject { ["if"] = condition, ["then"] = Reference(Variant(type, variant, defaults, extent)) });
        }

        if (extent == SchemaExtent.Part)
        {
            // Which variant it is, another file may say.
            choices.Add(new JsonObject
            {
                ["if"] = new JsonObject { ["not"] = new JsonObject { ["required"] = new JsonArray(ParameterBinder.TypeKey) } },
                ["then"] = new JsonObject
                {
                    ["anyOf"] = new JsonArray([.. variants.Select(variant => Reference(Variant(type, variant, defaults, extent)))])
                },
            });
        }

        var mapping = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                [ParameterBinder.TypeKey] = Names(variants, variants, "Which variant it is; the other parameters follow from it.")
            },
            ["allOf"] = choices,
        };
        if (defaults is null && extent == SchemaExtent.Whole) mapping["required"] = new JsonArray(ParameterBinder.TypeKey);
        var alone = variants.Where(variant => extent == SchemaExtent.Part || Required(variant, defaults).Length == 0).ToArray();
        return new JsonObject
        {
            ["title"] = NameOf(type),
            ["anyOf"] = new JsonArray(mapping, Names(alone, variants, "The variant alone: all of its parameters have their defaults."))
        };
    });

    private JsonObject Names(IReadOnlyList<Type> variants, IReadOnlyList<Type> all, string description)
    {
        var names = new JsonObject { ["enum"] = ScalarSchema.Strings(variants.Select(VariantCatalog.NameOf)) };
        if (variants.Any(variant => RecordText.DescriptionOf(variant).Length > 0))
            names["enumDescriptions"] = ScalarSchema.Strings(variants.Select(RecordText.DescriptionOf));
        var others = new JsonObject { ["type"] = "string", ["pattern"] = ScalarSchema.Expression };
        if (isOpen)
        {
            others.Remove("pattern");
            others["not"] = new JsonObject { ["enum"] = ScalarSchema.Strings(all.Select(VariantCatalog.NameOf)) };
        }

        return new JsonObject { ["description"] = description, ["anyOf"] = new JsonArray(names, others) };
    }

    private string Define(Type type, string name, object? defaults, SchemaExtent extent, Func<JsonObject> build)
    {
        var key = (type, $"{name} {Text(defaults)}", extent);
        if (_names.TryGetValue(key, out var known)) return known;
        var stem = extent == SchemaExtent.Part ? $"{name}.part" : name;
        var unique = stem;
        for (var i = 2; _definitions.ContainsKey(unique); i++) unique = $"{stem}.{i}";
        _names[key] = unique;
        // Reserved, since a definition may refer to itself.
        _definitions[unique] = new JsonObject();
        _definitions[unique] = build();
        return unique;
    }

    private static string Text(object? defaults) =>
        defaults is null ? "" : $"{defaults.GetType()} {SchemaJson.Of(ParameterEmitter.Emit(defaults)).ToJsonString()}";

    private JsonObject Object(Type type, string? variant, object? defaults, SchemaExtent extent)
    {
        var schema = new JsonObject { ["title"] = variant ?? NameOf(type) };
        if (RecordText.DescriptionOf(type) is { Length: > 0 } description) schema["description"] = description;
        if (variant is not null) schema["type"] = "object";
        else (schema["type"], schema["pattern"]) = (new JsonArray("object", "string"), ScalarSchema.Expression);
        var properties = new JsonObject();
        if (variant is not null) properties[ParameterBinder.TypeKey] = new JsonObject { ["const"] = variant };
        foreach (var (property, value) in Defaults(type, defaults)) properties[property.Name] = Property(property, value, extent);
        schema["properties"] = properties;
        var required = extent == SchemaExtent.Whole ? Required(type, defaults) : [];
        if (required.Length > 0) schema["required"] = ScalarSchema.Strings(required);
        if (!isOpen || !type.IsAssignableTo(typeof(IOpenParams))) schema["additionalProperties"] = false;
        return schema;
    }

    // A variant begins with what it shares with the default. What C# requires has no other default than that.
    private static IEnumerable<(ParameterProperty Property, object? Value)> Defaults(Type type, object? defaults)
    {
        var shape = RecordShape.Of(type);
        var record = shape.Create();
        return shape.Properties.Select(property => (property, ValueOf(property)));

        object? ValueOf(ParameterProperty property) =>
            defaults is not null && property.IsSharedWith(defaults.GetType()) ? property.Get(defaults)
            : property.IsRequired ? null
            : property.Get(record);
    }

    private static string[] Required(Type type, object? defaults) =>
        [.. Defaults(type, defaults).Where(parameter => IsRequired(parameter.Property, parameter.Value))
            .Select(parameter => parameter.Property.Name)];

    private static bool IsRequired(ParameterProperty property, object? value)
    {
        if (value is null) return !property.Value.IsNullable || property.Checks.Any(check => check is RequiredAttribute);
        if (property.Value.Kind is ValueKind.Record or ValueKind.Polymorphic) return Required(value.GetType(), value).Length > 0;
        return !property.Checks.All(check => Holds(check, property, value));
    }

    private static bool Holds(ValidationAttribute check, ParameterProperty property, object value) => check switch
    {
        RangeAttribute or RegularExpressionAttribute or AllowedValuesAttribute
        or DeniedValuesAttribute when property.Value.Kind == ValueKind.List => ((IEnumerable)value).Cast<object?>().All(check.IsValid),
        _ => check.RequiresValidationContext || check.IsValid(value),
    };

    private static JsonNode? DefaultOf(ParameterProperty property, object? value) => value switch
    {
        null => null,
        _ when IsRequired(property, value) => null,
        _ when property.Value.Kind == ValueKind.Polymorphic => VariantCatalog.NameOf(value.GetType()),
        _ when PlaceText.IsNode(property.Value) => null,
        _ => SchemaJson.Of(ParameterEmitter.Emit(value, property.Value.Type)),
    };

    private static string NameOf(Type type)
    {
        var name = type.Name.Split('`')[0];
        return Naming.ToSnakeCase(
            name.Length > "Params".Length && name.EndsWith("Params", StringComparison.Ordinal) ? name[..^"Params".Length] : name);
    }
}
