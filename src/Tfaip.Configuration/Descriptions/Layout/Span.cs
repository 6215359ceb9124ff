namespace Tfaip.Configuration.Descriptions.Layout;

/// <summary>A piece of text in one style.</summary>
internal readonly record struct Span(string Text, Style Style = Style.Plain)
{
    public static implicit operator Span(string text) => new(text);
}
