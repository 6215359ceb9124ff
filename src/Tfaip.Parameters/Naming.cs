using System.Text;

namespace Tfaip.Parameters;

/// <summary>The names of parameters in files and on the command line: the C# names in snake_case.</summary>
internal static class Naming
{
    /// <summary>
    /// The snake_case of a C# name: <c>LearningRate</c> is <c>learning_rate</c>, <c>HTTPPort</c> is <c>http_port</c>,
    /// <c>Beta1</c> is <c>beta1</c>, <c>UInt8</c> is <c>uint8</c>.
    /// </summary>
    public static string ToSnakeCase(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        // The two words of element types in which the first letter is no word of its own.
        name = name.Replace("UInt", "Uint", StringComparison.Ordinal).Replace("BFloat", "Bfloat", StringComparison.Ordinal);
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && name[i - 1] != '_')
            {
                var isAfterLower = !char.IsUpper(name[i - 1]);
                var isBeforeLower = i + 1 < name.Length && char.IsLower(name[i + 1]);
                if (isAfterLower || isBeforeLower) text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
