namespace Tfaip.Parameters;

/// <summary>Where a value of a parameter tree comes from; <see cref="object.ToString"/> is what messages say of it.</summary>
public abstract record Origin
{
    /// <summary>A value that nobody gave: the parameter's default.</summary>
    public static Origin Default { get; } = new DefaultOrigin();
}

/// <summary>A place in a file.</summary>
/// <param name="File">The file's path, as messages show it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in characters, from 1.</param>
public sealed record FileOrigin(string File, int Line, int Column) : Origin
{
    /// <summary>How many characters of the line belong to the value, at least 1. Default: 1, for one whose end is not known.</summary>
    public int Length { get; init; } = 1;

    /// <summary>Where the file is included by another one; null for the file that was named.</summary>
    public FileOrigin? IncludedAt { get; init; }

    /// <summary>
    /// The folder that the file was in when it was written, where it has been moved since: a relative path that leads nowhere from the
    /// file is taken from there. Default: null, it has not been moved.
    /// </summary>
    internal string? FormerFolder { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}:{Column}";
}

/// <summary>An argument of the command line.</summary>
/// <param name="Position">The argument's position, from 1, counted over all arguments of the program.</param>
/// <param name="Text">The argument as it was given, such as <c>--trainer.epochs</c>.</param>
public sealed record ArgumentOrigin(int Position, string Text) : Origin
{
    /// <value>
    /// Where a part of a list or mapping in brackets begins in the argument's value, in characters from 1. Default: null, the whole value.
    /// </value>
    public int? Column { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"argument {Position} ({Text})";
}

/// <summary>A value that an expression such as <c>${env:NAME}</c> or <c>${a.b}</c> stands for.</summary>
/// <param name="At">Where the expression stands.</param>
/// <param name="Expression">The expression, with its braces.</param>
/// <param name="Source">Where its value comes from: of <c>${a.b}</c> the origin of that parameter; of a variable null.</param>
public sealed record InterpolatedOrigin(Origin At, string Expression, Origin? Source) : Origin
{
    /// <summary>The text that the expression stands for; null where it is not a text.</summary>
    public string? Text { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{At} ({Expression})";
}

/// <summary>No place: the default.</summary>
internal sealed record DefaultOrigin : Origin
{
    /// <inheritdoc/>
    public override string ToString() => "default";
}
