namespace Tfaip.Configuration.Interpolation;

/// <summary>A part of a text with expressions.</summary>
internal abstract record ExpressionPart;

/// <summary>Characters that stand for themselves.</summary>
internal sealed record LiteralPart(string Text) : ExpressionPart;

/// <summary><c>${a.b}</c>: the value of another parameter.</summary>
/// <param name="Path">The names from the root on, joined by points.</param>
internal sealed record ReferencePart(string Path) : ExpressionPart
{
    public override string ToString() => $"${{{Path}}}";
}

/// <summary><c>${env:NAME}</c> or <c>${env:NAME:default}</c>: the value of an environment variable.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Default">The text where the variable is not set; null where it must be.</param>
internal sealed record VariablePart(string Name, string? Default) : ExpressionPart
{
    public override string ToString() => Default is null ? $"${{env:{Name}}}" : $"${{env:{Name}:{Default}}}";
}
