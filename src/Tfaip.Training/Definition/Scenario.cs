using Tfaip.Training.Callbacks;
using Tfaip.Training.Metrics;
using Tfaip.Training.Parameters;

namespace Tfaip.Training.Definition;

/// <summary>
/// What can be overridden of a scenario. A scenario has at most one subclass, with a public constructor without parameters.
/// </summary>
public class Scenario
{
    /// <value>The scenario's name in run directories and packages. Default: null, the name of its assembly.</value>
    public virtual string? Name => null;

    /// <summary>Creates the evaluator. Default: the <see cref="Evaluator"/> of the scenario's assembly, if there is one.</summary>
    /// <param name="found">Creates the assembly's evaluator; null where there is none.</param>
    public virtual Evaluator? CreateEvaluator(Func<Evaluator>? found) => found?.Invoke();

    /// <summary>Creates callbacks of the scenario's own, for a run. Default: none.</summary>
    /// <param name="parameters">The run's parameters.</param>
    public virtual IEnumerable<ICallback> CreateCallbacks(IRunParams parameters) => [];
}
