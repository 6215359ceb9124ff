using System.Globalization;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>Where a tensor stands in what a model gives.</summary>
/// <param name="Name">Its name; null where the model names none of what it stands in.</param>
/// <param name="Path">Keys, members and positions that lead to it, such as <c>inference.cls</c>.</param>
internal readonly record struct OutputLabel(string? Name, string Path)
{
    /// <summary>All that the model gives.</summary>
    public static OutputLabel Whole { get; } = new(null, "");

    /// <summary>A part by its position. Parts of what has no name have none either: they are numbered through.</summary>
    public OutputLabel Part(int index)
    {
        var number = index.ToString(CultureInfo.InvariantCulture);
        return new(Name is null ? null : $"{Name}_{number}", Path.Length == 0 ? $"output_{number}" : Join(number));
    }

    /// <summary>A part by its key or its member's name.</summary>
    public OutputLabel Part(object key)
    {
        var text = Convert.ToString(key, CultureInfo.InvariantCulture)!;
        return new(Name is null ? text : $"{Name}_{text}", Join(text));
    }

    private string Join(string part) => Path.Length == 0 ? part : $"{Path}.{part}";
}
