namespace Tfaip.Parameters.Hints;

/// <summary>
/// The words of a name, in lower case, however they are joined: <c>learningRate</c>, <c>learning-rate</c>, <c>LEARNING_RATE</c>.
/// </summary>
internal static class Words
{
    // Cut, for hostile lengths.
    private const int LongestName = 100;

    private static readonly char[] Joints = ['_', '-', ' ', '.'];

    public static string[] Of(string name)
    {
        if (name.Length > LongestName) name = name[..LongestName];
        return name.Length == 0 ? [] : Naming.ToSnakeCase(name).Split(Joints, StringSplitOptions.RemoveEmptyEntries);
    }
}
