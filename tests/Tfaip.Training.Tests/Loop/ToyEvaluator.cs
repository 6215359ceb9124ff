using Tfaip.Training.Metrics.Answers;

namespace Tfaip.Training.Tests.Loop;

/// <summary>Measures labels as they are after post-processing.</summary>
public sealed class ToyEvaluator() : AnswerEvaluator(new AnswerAccuracy("label", "label") { ListedErrors = 3 });
