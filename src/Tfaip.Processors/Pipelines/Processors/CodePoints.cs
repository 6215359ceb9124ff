namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Strings as sequences of Unicode code points; half of a surrogate pair that stands alone counts as one.</summary>
internal static class CodePoints
{
    public static int Count(string text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i += LengthAt(text, i)) count++;
        return count;
    }

    /// <summary>The index of the char where the code point of that number begins.</summary>
    public static int IndexOf(string text, int number)
    {
        var index = 0;
        for (var i = 0; i < number; i++) index += LengthAt(text, index);
        return index;
    }

    private static int LengthAt(string text, int index) => char.IsSurrogatePair(text, index) ? 2 : 1;
}
