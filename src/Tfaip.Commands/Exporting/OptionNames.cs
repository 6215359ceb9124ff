using System.Reflection;
using CommandLine;

namespace Tfaip.Commands.Exporting;

/// <summary>The names of the tool's options, of what the parser lets pass.</summary>
internal static class OptionNames
{
    private static readonly (OptionAttribute Option, Type Type)[] Options =
    [
        .. new[] { typeof(RunOptions), typeof(ModuleOptions), typeof(InspectOptions), typeof(VerifyOptions) }
            .SelectMany(options => options.GetProperties())
            .Select(property => (Option: property.GetCustomAttribute<OptionAttribute>(), property.PropertyType))
            .Where(option => option.Option is not null)
            .Select(option => (option.Option!, option.PropertyType)),
    ];

    /// <summary>Those that take a value, as they are written.</summary>
    public static IReadOnlySet<string> WithValues { get; } = Written(type => type != typeof(bool));

    /// <summary>Those that may be given once.</summary>
    public static IReadOnlySet<string> Single { get; } = Written(type => !IsList(type));

    /// <summary>The long form of a name.</summary>
    public static string Long(string name) => Options.Select(option => option.Option)
        .FirstOrDefault(option => option.ShortName.Length > 0 && name == $"-{option.ShortName}") is { } found
            ? $"--{found.LongName}"
            : name;

    private static HashSet<string> Written(Func<Type, bool> condition) =>
        [.. Options.Where(option => condition(option.Type)).SelectMany(option => Names(option.Option))];

    private static IEnumerable<string> Names(OptionAttribute option) =>
        option.ShortName.Length > 0 ? [$"--{option.LongName}", $"-{option.ShortName}"] : [$"--{option.LongName}"];

    private static bool IsList(Type type) => type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type);
}
