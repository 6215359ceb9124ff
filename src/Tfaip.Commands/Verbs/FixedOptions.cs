using System.Reflection;
using CommandLine;
using Tfaip.Parameters;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Commands.Verbs;

/// <summary>The fixed options of all verbs. No root key of a tree may have one of their names.</summary>
internal static class FixedOptions
{
    /// <summary>All of them, as the verbs' options declare them.</summary>
    public static IReadOnlyDictionary<string, FixedOption> All { get; } = Verbs.All
        .SelectMany(verb => verb.Options.GetProperties())
        .Select(property => (Property: property, Option: property.GetCustomAttribute<OptionAttribute>(inherit: true)))
        // One that has only a letter cannot be taken for a parameter.
        .Where(found => found.Option is { LongName.Length: > 0 })
        .Select(found => new FixedOption(found.Option!.LongName, ArityOf(found.Property)))
        .Distinct()
        .ToDictionary(option => option.Name, StringComparer.Ordinal);

    /// <summary>Refuses a tree with a root key that the command line could never reach.</summary>
    /// <exception cref="TfaipException">There is such a key.</exception>
    public static void CheckRoot(RecordShape root)
    {
        ArgumentNullException.ThrowIfNull(root);
        if (root.Properties.FirstOrDefault(property => All.ContainsKey(property.Name)) is not { } clash) return;
        throw new TfaipException(
            $"{root.Type.FullName}.{clash.MemberName}: --{clash.Name} is an option of tfaip-train, so no parameter at the root of the tree "
            + "can have this name. Rename the property.");
    }

    private static FixedOptionArity ArityOf(PropertyInfo property) =>
        property.PropertyType == typeof(bool) ? FixedOptionArity.Flag
        : property.IsDefined(typeof(OptionalValueAttribute)) ? FixedOptionArity.Optional
        : FixedOptionArity.Value;
}
