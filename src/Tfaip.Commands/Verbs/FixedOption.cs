namespace Tfaip.Commands.Verbs;

/// <summary>An option that is none of the tree's parameters.</summary>
/// <param name="Name">Its name, without hyphens before it.</param>
/// <param name="Arity">Whether a value follows.</param>
internal sealed record FixedOption(string Name, FixedOptionArity Arity);

/// <summary>Whether a fixed option has a value.</summary>
internal enum FixedOptionArity
{
    /// <summary>None.</summary>
    Flag,

    /// <summary>One or none.</summary>
    Optional,

    /// <summary>One.</summary>
    Value,
}
