using System.Globalization;

namespace Tfaip.Torch.Weights;

/// <summary>Names of tensors in messages: a file may have a million, or one of a hundred megabytes.</summary>
internal static class ShownNames
{
    private const int Most = 20;
    private const int Longest = 200;

    /// <summary>A name, cut off where it is longer than any that a model has.</summary>
    public static string Short(string name) => name.Length <= Longest ? name : $"{name[..Longest]}…";

    /// <summary>The first of many names, and how many there are besides.</summary>
    public static string List(IReadOnlyList<string> names) => string.Join(", ", names.Take(Most).Select(Short))
        + (names.Count > Most ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - Most} more") : "");
}
