using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;

namespace Tfaip.Configuration.Tests.Programs;

public sealed record Settings
{
    [Description("Who is greeted."), Required]
    public string Name { get; init; } = "";

    [Description("How often."), Range(1, 10)]
    public int Times { get; init; } = 1;

    [Description("How it is said.")]
    public Voice Voice { get; init; } = new Quiet();
}

public abstract record Voice
{
    public abstract string Say(string name);
}

[Variant("quiet")]
public sealed record Quiet : Voice
{
    public override string Say(string name) => $"hello, {name}";
}

[Variant("loud")]
public sealed record Loud : Voice
{
    [Description("How many exclamation marks."), Range(1, 9)]
    public int Marks { get; init; } = 1;

    public override string Say(string name) => $"HELLO, {name.ToUpperInvariant()}{new string('!', Marks)}";
}
