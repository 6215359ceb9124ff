using Tfaip.Inference;
using Tfaip.Inference.Inputs;
using Tfaip.Parameters;
using Tfaip.Predict.Inputs;
using Tfaip.Processors.Samples;

namespace Tfaip.Predict.Answers;

/// <summary>Answers inputs together, and one that fails alone.</summary>
/// <param name="predictor">Answers.</param>
/// <param name="report">Hears of inputs that fail, each before the answers that follow it.</param>
internal sealed class BatchedAnswers(Predictor predictor, Action<TfaipException> report)
{
    /// <summary>The lines of the answers in the order of the inputs; none for those that fail.</summary>
    public IEnumerable<string> Answer(IReadOnlyList<ReadInput> inputs)
    {
        var answers = Together([.. inputs.Where(input => input.Error is null)]);
        foreach (var input in inputs)
        {
            var answer = input.Error is null ? answers is null ? Alone(input) : answers.Dequeue() : null;
            if (input.Error is not null) report(input.Error);
            if (answer is not null) yield return AnswerJson.Write(input.Name, answer.Outputs);
        }
    }

    // Null where one of them fails: which one shows when each is answered alone.
    private Queue<Sample>? Together(IReadOnlyList<ReadInput> inputs)
    {
        try
        {
            return new(predictor.Predict(inputs.Select(Sourced)));
        }
        catch (TfaipException) when (inputs.Count > 0)
        {
            return null;
        }
    }

    private Sample? Alone(ReadInput input)
    {
        try
        {
            return predictor.Predict(Sourced(input));
        }
        catch (TfaipException error)
        {
            report(error);
            return null;
        }
    }

    private static object Sourced(ReadInput input) => new SourcedInput(input.Name, input.Value!);
}
