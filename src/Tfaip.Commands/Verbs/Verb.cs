namespace Tfaip.Commands.Verbs;

/// <summary>Something that the tool does.</summary>
internal abstract class Verb
{
    /// <summary>The class of its options, which names it.</summary>
    public abstract Type Options { get; }

    /// <summary>How it is called, and one indented sentence that says what it does.</summary>
    public abstract string Usage { get; }

    /// <summary>What its help says after the options.</summary>
    public abstract string Note { get; }

    /// <summary>What to say where its file or folder is missing; null where it needs none.</summary>
    public abstract string? MissingPath { get; }

    /// <summary>What to say where a signal ends it before there is anything that it could stop in order; null for nothing.</summary>
    public virtual string? EndedEarly => null;

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public abstract int Run(ParsedCommand command, CommandContext context);
}
