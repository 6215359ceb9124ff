using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Configuration.Tests.Programs;

public sealed record Settings
{
    /// <value>Who is greeted.</value>
    [Required]
    public string Name { get; init; } = "";

    /// <value>How often.</value>
    [Range(1, 10)]
    public int Times { get; init; } = 1;

    /// <value>How it is said.</value>
    public Voice Voice { get; init; } = new Quiet();
}

public abstract record Voice
{
    public abstract string Say(string name);
}

/// <summary>Says it as it is.</summary>
[Variant("quiet")]
public sealed record Quiet : Voice
{
    public override string Say(string name) => $"hello, {name}";
}

/// <summary>Says it in capital letters.</summary>
[Variant("loud")]
public sealed record Loud : Voice
{
    /// <value>How many exclamation marks.</value>
    [Range(1, 9)]
    public int Marks { get; init; } = 1;

    public override string Say(string name) => $"HELLO, {name.ToUpperInvariant()}{new string('!', Marks)}";
}
