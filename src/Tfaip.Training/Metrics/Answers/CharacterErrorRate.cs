namespace Tfaip.Training.Metrics.Answers;

/// <summary>The character error rate: Σ edit distance / Σ length of the target, over Unicode code points.</summary>
/// <param name="output">The output with the text.</param>
/// <param name="target">The target with the text.</param>
/// <param name="name">The metric's name.</param>
public sealed class CharacterErrorRate(string output, string target, string name = "character_error_rate") : ErrorRate(output, target, name)
{
    private protected override (int Errors, int Length) Compare(object answer, object wanted)
    {
        var (left, right) = (AnswerText.Of(answer).EnumerateRunes().ToArray(), AnswerText.Of(wanted).EnumerateRunes().ToArray());
        return (EditDistance.Between<System.Text.Rune>(left, right), right.Length);
    }
}
