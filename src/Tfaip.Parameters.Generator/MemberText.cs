namespace Tfaip.Parameters.Generator;

/// <summary>What is said of one parameter.</summary>
internal sealed record MemberText(string Name, string Text);
