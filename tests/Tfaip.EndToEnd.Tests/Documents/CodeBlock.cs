namespace Tfaip.EndToEnd.Tests.Documents;

/// <summary>What stands between two fences, with the number of its first line.</summary>
internal sealed record CodeBlock(string Kind, int Number, string Text);
