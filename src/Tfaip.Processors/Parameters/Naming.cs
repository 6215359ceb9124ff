using System.Text;

namespace Tfaip.Processors.Parameters;

/// <summary>Names in files: snake_case.</summary>
public static class Naming
{
    /// <summary>The snake_case of a .NET name: <c>LearningRate</c> is <c>learning_rate</c>, <c>HTTPPort</c> is <c>http_port</c>.</summary>
    public static string ToSnakeCase(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var result = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord) result.Append('_');
            result.Append(char.ToLowerInvariant(name[i]));
        }

        return result.ToString();
    }
}
