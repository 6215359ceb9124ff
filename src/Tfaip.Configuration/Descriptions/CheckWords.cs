using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Configuration.Descriptions;

/// <summary>What a value must be besides its type, in words.</summary>
internal static class CheckWords
{
    /// <summary>One phrase for each check that can be told: <c>at least 1</c>, <c>2 elements</c>.</summary>
    public static IEnumerable<string> Of(ParameterProperty property)
    {
        ArgumentNullException.ThrowIfNull(property);
        var checks = property.Checks.Select(check => Of(check, property.Value)).OfType<string>();
        return property.Unit is { } unit
            ? checks.Append(unit == UnitKind.Bytes ? "also with a unit such as kB or MiB" : "also with k, M or G")
            : checks;
    }

    private static string? Of(ValidationAttribute check, ValueShape shape)
    {
        // On a list these are about its elements.
        var each = shape.Kind == ValueKind.List ? "each " : "";
        return check switch
        {
            RequiredAttribute => "not empty",
            RangeAttribute range => Bounds.Of(range).InWords() is { } bounds ? each + bounds : null,
            MinLengthAttribute { Length: var least } => $"at least {Count(least, shape)}",
            MaxLengthAttribute { Length: var most } => $"at most {Count(most, shape)}",
            StringLengthAttribute { MinimumLength: var least, MaximumLength: var most } => Lengths(least, most, shape),
            LengthAttribute { MinimumLength: var least, MaximumLength: var most } => Lengths(least, most, shape),
            RegularExpressionAttribute { Pattern: var pattern } => $"{each}matching {pattern}",
            AllowedValuesAttribute { Values: var values } => $"{each}one of {List(values)}",
            DeniedValuesAttribute { Values: var values } => $"{each}none of {List(values)}",
            _ => null,
        };
    }

    private static string Lengths(int least, int most, ValueShape shape) =>
        least == most ? Count(most, shape) : $"{least} to {Count(most, shape)}";

    private static string List(object?[] values) => string.Join(", ", values.Select(ValueText.OfScalar));

    private static string Count(int count, ValueShape shape)
    {
        var unit = shape.Kind switch { ValueKind.Scalar => "character", ValueKind.List => "element", _ => "entry" };
        return count == 1 ? $"1 {unit}" : $"{count} {(unit == "entry" ? "entries" : unit + "s")}";
    }
}
