namespace Tfaip.Training.Metrics.Answers;

/// <summary>
/// The word error rate: Σ edit distance / Σ length of the target, over words. A text is split at its white space; a list or a tensor has
/// its elements for words, so that sequences of labels are measured too.
/// </summary>
/// <param name="output">The output with the words.</param>
/// <param name="target">The target with the words.</param>
/// <param name="name">The metric's name.</param>
public sealed class WordErrorRate(string output, string target, string name = "word_error_rate") : ErrorRate(output, target, name)
{
    private protected override (int Errors, int Length) Compare(object answer, object wanted)
    {
        var (left, right) = (AnswerText.Words(answer), AnswerText.Words(wanted));
        return (EditDistance.Between<string>(left, right), right.Length);
    }
}
