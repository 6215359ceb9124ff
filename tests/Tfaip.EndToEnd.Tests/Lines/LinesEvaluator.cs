using Tfaip.Training.Metrics.Answers;

namespace Tfaip.EndToEnd.Tests.Lines;

public sealed class LinesEvaluator() : AnswerEvaluator(new CharacterErrorRate("text", "text"));
