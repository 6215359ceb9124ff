using System.Globalization;

namespace Tfaip.Export.Graphs;

/// <summary>Gives each name once: a second <c>x</c> becomes <c>x_1</c>.</summary>
internal sealed class UniqueNames
{
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);

    public string Next(string name)
    {
        while (_taken.TryGetValue(name, out var count))
        {
            _taken[name] = count + 1;
            name = string.Create(CultureInfo.InvariantCulture, $"{name}_{count}");
        }

        _taken[name] = 1;
        return name;
    }
}
