using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Tfaip.Parameters.Hints;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Parameters.Binding;

/// <summary>Checks a value against the data annotations of its property.</summary>
internal static class PropertyChecks
{
    public static bool Check(
        BindingTarget target,
        object record,
        ParameterProperty property,
        object? value,
        MappingEntry? entry,
        Origin origin,
        ErrorList errors)
    {
        var valid = true;
        var place = entry?.Value.Origin ?? origin;
        foreach (var check in property.Checks)
        {
            // Bounds of a list of numbers are those of its elements.
            if (check is RangeAttribute or RegularExpressionAttribute or AllowedValuesAttribute or DeniedValuesAttribute
                && property.Value.Kind is ValueKind.List && value is not null)
            {
                var (items, i) = (entry?.Value as SequenceNode, 0);
                foreach (var item in (IEnumerable)value)
                {
                    var element = new BindingTarget(
                        property.Value.Element!, target.PathOf(i.ToString(CultureInfo.InvariantCulture)), IsPath: false);
                    valid &= CheckOne(
                        check, element, record, property, item, isGiven: true, items?.Items.ElementAtOrDefault(i)?.Origin ?? place, errors);
                    i++;
                }
            }
            else
            {
                valid &= CheckOne(check, target, record, property, value, entry is not null, place, errors);
            }
        }

        return valid;
    }

    private static bool CheckOne(
        ValidationAttribute check,
        BindingTarget target,
        object record,
        ParameterProperty property,
        object? value,
        bool isGiven,
        Origin origin,
        ErrorList errors)
    {
        var context = new ValidationContext(record) { MemberName = property.MemberName, DisplayName = target.Path };
        var result = check.GetValidationResult(value, context);
        if (result == ValidationResult.Success) return true;
        // This attribute alone says that its general message is one of its own.
        var general = check is AllowedValuesAttribute ? new AllowedValuesAttribute().ErrorMessage : null;
        var hasOwnMessage = check.ErrorMessage != general || check.ErrorMessageResourceName is not null;
        return errors.Add(origin, (hasOwnMessage ? null : Describe(check, target, value, isGiven)) ?? result?.ErrorMessage
            ?? $"{target.Name} is not valid.");
    }

    /// <summary>What to say of a value that must be given and is not.</summary>
    public static string Missing(BindingTarget target) =>
        $"{target.Name} is required: give it {Expectations.Of(target.Shape, target.Unit)}.";

    private static string? Describe(ValidationAttribute check, BindingTarget target, object? value, bool isGiven) => check switch
    {
        RequiredAttribute => isGiven ? $"{target.Name} must not be empty." : Missing(target),
        RangeAttribute range => $"{target.Name} must be {Bounds(range)}, not {Text(value)}.",
        MinLengthAttribute { Length: var least } => $"{target.Name} must have at least {Count(least, target)}; it has {Length(value)}.",
        MaxLengthAttribute { Length: var most } => $"{target.Name} must have at most {Count(most, target)}; it has {Length(value)}.",
        LengthAttribute { MinimumLength: var least, MaximumLength: var most } when least == most =>
            $"{target.Name} must have {Count(least, target)}; it has {Length(value)}.",
        LengthAttribute { MinimumLength: var least, MaximumLength: var most } =>
            $"{target.Name} must have {least} to {Count(most, target)}; it has {Length(value)}.",
        RegularExpressionAttribute { Pattern: var pattern } => $"{target.Name} must match {pattern}, not '{Text(value)}'.",
        AllowedValuesAttribute { Values: var values } =>
            $"{target.Name} must be one of {string.Join(", ", values.Select(Text))}, not {Text(value)}.",
        _ => null,
    };

    private static string Bounds(RangeAttribute range)
    {
        var (low, high) = (Bound(range.Minimum), Bound(range.Maximum));
        return (low, high) switch
        {
            (null, null) => "a finite number",
            (null, _) => range.MaximumIsExclusive ? $"less than {high}" : $"at most {high}",
            (_, null) => range.MinimumIsExclusive ? $"greater than {low}" : $"at least {low}",
            _ when range.MinimumIsExclusive || range.MaximumIsExclusive =>
                $"{(range.MinimumIsExclusive ? "greater than" : "at least")} {low} and "
                + $"{(range.MaximumIsExclusive ? "less than" : "at most")} {high}",
            _ => $"between {low} and {high}",
        };
    }

    // The ends of the type itself are no bounds that anybody set.
    private static string? Bound(object bound) => bound switch
    {
        int.MinValue or int.MaxValue or double.MinValue or double.MaxValue => null,
        double number when double.IsInfinity(number) || Math.Abs(number) == float.MaxValue => null,
        double number when Math.Abs(number) is int.MaxValue or long.MaxValue => null,
        _ => ScalarText.Of(bound),
    };

    private static string Text(object? value) => value is null ? "null" : Expectations.Short(ScalarText.Of(value));

    private static string Count(int count, BindingTarget target)
    {
        var unit = target.Shape.Kind switch { ValueKind.Scalar => "character", ValueKind.List => "element", _ => "entry" };
        return count == 1 ? $"1 {unit}" : $"{count} {(unit == "entry" ? "entries" : unit + "s")}";
    }

    private static int Length(object? value) => value switch
    {
        string text => text.Length,
        ICollection collection => collection.Count,
        IEnumerable items => items.Cast<object?>().Count(),
        _ => 0,
    };
}
