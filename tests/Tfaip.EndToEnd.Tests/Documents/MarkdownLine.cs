namespace Tfaip.EndToEnd.Tests.Documents;

/// <summary>A piece of a page with the number of its line, from 1 on.</summary>
internal sealed record MarkdownLine(int Number, string Text);
