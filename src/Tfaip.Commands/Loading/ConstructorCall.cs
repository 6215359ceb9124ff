using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tfaip.Export.Programs;
using Tfaip.Parameters;
using Tfaip.Parameters.Hints;
using static TorchSharp.torch;

namespace Tfaip.Commands.Loading;

/// <summary>Makes a module from arguments by name.</summary>
/// <param name="type">The module's class.</param>
internal sealed class ConstructorCall(Type type)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        PropertyNameCaseInsensitive = true,
        IncludeFields = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly string _name = ModuleTypes.NameOf(type);

    /// <summary>Makes the module.</summary>
    /// <param name="json">A JSON object with the constructor's arguments by the names of its parameters; null for none.</param>
    /// <exception cref="TfaipException">The arguments fit no constructor, or it fails.</exception>
    public nn.Module Make(string? json)
    {
        var given = Parse(json);
        var constructor = Choose(given);
        var values = constructor.GetParameters().Select(parameter => ValueOf(parameter, given)).ToArray();
        try
        {
            return (nn.Module)constructor.Invoke(values);
        }
        catch (TargetInvocationException error)
        {
            var cause = error.InnerException is TypeInitializationException { InnerException: { } inner } ? inner : error.InnerException!;
            throw new TfaipException($"{_name}: the constructor fails: {cause.Message.Trim()}", cause);
        }
    }

    private static Dictionary<string, JsonElement> Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json)) return [];
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document.RootElement.EnumerateObject()
                    .ToDictionary(property => property.Name, property => property.Value.Clone(), StringComparer.Ordinal);
        }
        catch (JsonException error)
        {
            throw new TfaipException($"--arguments: this is not JSON: {error.Message}", error);
        }

        throw new TfaipException(
            """--arguments: this is not a JSON object. Write the constructor's arguments by name: '{"hidden": 64}'.""");
    }

    // The one that takes all that is given and needs nothing else; of several the shortest, so that defaults stay defaults.
    private ConstructorInfo Choose(Dictionary<string, JsonElement> given)
    {
        var constructors = type.GetConstructors().OrderBy(constructor => constructor.GetParameters().Length).ToArray();
        if (constructors.Length == 0) throw new TfaipException($"{_name}: this class has no public constructor.");
        if (Array.Find(constructors, constructor =>
            Missing(constructor, given).Length == 0 && Surplus(constructor, given).Length == 0) is { } fitting)
            return fitting;

        var nearest = constructors.MinBy(constructor => Missing(constructor, given).Length + Surplus(constructor, given).Length)!;
        var (missing, surplus) = (Missing(nearest, given), Surplus(nearest, given));
        var parts = surplus.Select(
            name => $"it has no parameter '{name}'.{DidYouMean(name, missing.Length > 0 ? missing : nearest.GetParameters())}")
            .Concat(missing.Select(parameter => $"'{parameter.Name}' is not given."));
        throw new TfaipException(
            $"--arguments: they do not fit a constructor of {_name}: {string.Join(" ", parts)} {Described(constructors)}");
    }

    private object? ValueOf(ParameterInfo parameter, Dictionary<string, JsonElement> given)
    {
        if (NameIn(given, parameter) is not { } name) return parameter.HasDefaultValue ? DefaultOf(parameter) : null;
        var value = given[name];
        try
        {
            if (parameter.ParameterType == typeof(Device)) return device(value.GetString()!);
            if (value.ValueKind == JsonValueKind.Null && parameter.ParameterType.IsValueType
                    && Nullable.GetUnderlyingType(parameter.ParameterType) is null)
                throw new JsonException();
            return value.Deserialize(parameter.ParameterType, Format);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NotSupportedException or ArgumentException
            or FormatException)
        {
            throw new TfaipException(
                $"--arguments: '{name}' of {_name} is of the type {TypeNames.Of(parameter.ParameterType)}, and {value.GetRawText()} is "
                + $"not.{Values(parameter.ParameterType)}", error);
        }
    }

    private static string Values(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } names
            ? $" It is one of {string.Join(", ", Enum.GetNames(names))}."
            : "";

    private static object? DefaultOf(ParameterInfo parameter) =>
        parameter.DefaultValue is null && parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null
            ? Activator.CreateInstance(parameter.ParameterType)
            : parameter.DefaultValue;

    private static ParameterInfo[] Missing(ConstructorInfo constructor, Dictionary<string, JsonElement> given) =>
        [.. constructor.GetParameters().Where(parameter => !parameter.HasDefaultValue && NameIn(given, parameter) is null)];

    private static string[] Surplus(ConstructorInfo constructor, Dictionary<string, JsonElement> given) =>
        [.. given.Keys.Where(name => !constructor.GetParameters().Any(parameter => Matches(name, parameter)))];

    private static string? NameIn(Dictionary<string, JsonElement> given, ParameterInfo parameter) =>
        given.Keys.FirstOrDefault(name => Matches(name, parameter));

    // hidden_size, as names are written in files, is hiddenSize.
    private static bool Matches(string name, ParameterInfo parameter) =>
        string.Equals(name.Replace("_", ""), parameter.Name!.Replace("_", ""), StringComparison.OrdinalIgnoreCase);

    private static string DidYouMean(string name, IEnumerable<ParameterInfo> parameters) =>
        Suggestions.Nearest(name, parameters.Select(parameter => parameter.Name!)) is { } near ? $" Did you mean '{near}'?" : "";

    private static string Described(ConstructorInfo[] constructors) =>
        (constructors.Length == 1 ? "Its constructor is " : "Its constructors are ")
        + string.Join(" and ", constructors.Select(constructor => $"({string.Join(", ", constructor.GetParameters().Select(Described))})"))
        + ".";

    private static string Described(ParameterInfo parameter) =>
        $"{TypeNames.Of(parameter.ParameterType)} {parameter.Name}"
        + (parameter.HasDefaultValue ? $" = {JsonSerializer.Serialize(parameter.DefaultValue, Format)}" : "");
}
