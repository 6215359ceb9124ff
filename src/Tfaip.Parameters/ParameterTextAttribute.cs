namespace Tfaip.Parameters;

/// <summary>What the doc comments of a record say of its parameters. The source generator of this package writes it.</summary>
/// <param name="type">The record's name, as <see cref="Type.FullName"/> has it.</param>
/// <param name="text">What is said of the record as a variant; empty for nothing.</param>
/// <param name="members">The C# name of each parameter, followed by what is said of it.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ParameterTextAttribute(string type, string text, params string[] members) : Attribute
{
    /// <summary>The record's name, as <see cref="Type.FullName"/> has it.</summary>
    public string Type { get; } = type;

    /// <summary>What is said of the record as a variant; empty for nothing.</summary>
    public string Text { get; } = text;

    /// <summary>The C# name of each parameter, followed by what is said of it.</summary>
    public IReadOnlyList<string> Members { get; } = members;
}
