using Tfaip.Parameters;
using Tfaip.Training.Optimization.Optimizers;
using Tfaip.Training.Optimization.Parameters;

namespace Tfaip.Training.Optimization.Groups;

/// <summary>Finds what is particular to a parameter from the groups and exclusions of the configuration.</summary>
internal sealed class ParameterRules
{
    private readonly List<(NamePatterns Patterns, ParameterGroupParams Group)> _groups = [];
    private readonly NamePatterns _undecayed;

    /// <summary>Reads groups and exclusions, and makes sure that each pattern matches a parameter.</summary>
    /// <param name="groups">The groups, of which the first that matches counts.</param>
    /// <param name="optimizer">Which parameters weight decay leaves alone.</param>
    /// <param name="names">The names of the model's parameters.</param>
    /// <exception cref="TfaipException">A pattern is no regular expression, or matches nothing.</exception>
    public ParameterRules(IReadOnlyList<ParameterGroupParams> groups, OptimizerParams optimizer, IReadOnlyCollection<string> names)
    {
        for (var i = 0; i < groups.Count; i++)
        {
            var patterns = new NamePatterns(FormattableString.Invariant($"trainer.parameter_groups.{i}.parameters"), groups[i].Parameters);
            patterns.CheckUse(names, "parameter");
            _groups.Add((patterns, groups[i]));
        }

        _undecayed = new NamePatterns("trainer.optimizer.weight_decay_exclude", optimizer.WeightDecayExclude);
        _undecayed.CheckUse(names, "parameter");
    }

    /// <summary>The rule of a parameter.</summary>
    public ParameterRule Of(string name)
    {
        var group = _groups.Find(group => group.Patterns.Match(name)).Group ?? new ParameterGroupParams();
        return new(group.LearningRateFactor, group.WeightDecay ?? (_undecayed.Match(name) ? 0 : null));
    }
}
