namespace Tfaip.Training.Metrics;

/// <summary>The exponential of the mean <see cref="CrossEntropy"/> over all tokens: how many classes the model hesitates between.</summary>
/// <param name="output">The output with a logit per class.</param>
/// <param name="target">The target with the class's number.</param>
/// <param name="name">The metric's name.</param>
public sealed class Perplexity(string output, string target, string name = "perplexity") : CrossEntropy(output, target, name)
{
    /// <inheritdoc/>
    protected override double Finish(double mean) => Math.Exp(mean);
}
