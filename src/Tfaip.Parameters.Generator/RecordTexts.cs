namespace Tfaip.Parameters.Generator;

/// <summary>The texts of one declaration of a record.</summary>
/// <param name="Type">Its name as <c>Type.FullName</c> has it.</param>
/// <param name="Text">What is said of the record; empty for nothing.</param>
/// <param name="Members">Names and texts of its parameters.</param>
/// <param name="Findings">What is wrong with its doc comments.</param>
internal sealed record RecordTexts(string Type, string Text, Values<MemberText> Members, Values<Finding> Findings);
