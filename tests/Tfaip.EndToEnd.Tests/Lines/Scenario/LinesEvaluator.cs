using Tfaip.Training.Metrics.Answers;

namespace Lines;

public sealed class LinesEvaluator() : AnswerEvaluator(new CharacterErrorRate("text", "text"));
