using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Tfaip.Parameters.Shapes;

/// <summary>What is said of records and their parameters: by a <see cref="DescriptionAttribute"/>, or by a doc comment.</summary>
internal static class ParameterTexts
{
    // An assembly that is unloaded takes its texts along.
    private static readonly ConditionalWeakTable<Assembly, Dictionary<(string Type, string Member), string>> Tables = [];

    /// <summary>What is said of a record, or null.</summary>
    public static string? Of(Type record) =>
        record.GetCustomAttribute<DescriptionAttribute>(inherit: false)?.Description ?? Find(record, "");

    /// <summary>What is said of a property, or else of the one that it overrides; null for nothing.</summary>
    public static string? Of(PropertyInfo property)
    {
        for (var said = property; said is not null; said = Overridden(said))
        {
            var text = said.GetCustomAttribute<DescriptionAttribute>(inherit: false)?.Description
                ?? Find(said.DeclaringType!, said.Name);
            if (text is not null) return text;
        }

        return null;
    }

    private static PropertyInfo? Overridden(PropertyInfo property)
    {
        var first = property.GetMethod!.GetBaseDefinition();
        if (first == property.GetMethod) return null;
        for (var type = property.DeclaringType!.BaseType; type is not null; type = type.BaseType)
        {
            const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;
            foreach (var other in type.GetProperties(Declared))
            {
                if (other.GetMethod?.GetBaseDefinition() == first) return other;
            }
        }

        return null;
    }

    private static string? Find(Type type, string member)
    {
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return definition.FullName is { } name ? Tables.GetValue(type.Assembly, Read).GetValueOrDefault((name, member)) : null;
    }

    private static Dictionary<(string Type, string Member), string> Read(Assembly assembly)
    {
        var texts = new Dictionary<(string, string), string>();
        foreach (var record in assembly.GetCustomAttributes<ParameterTextAttribute>())
        {
            if (record.Text.Length > 0) texts[(record.Type, "")] = record.Text;
            for (var i = 0; i + 1 < record.Members.Count; i += 2) texts[(record.Type, record.Members[i])] = record.Members[i + 1];
        }

        return texts;
    }
}
