using System.Globalization;
using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Interpolation;

/// <summary>
/// One look at a tree: finds the values of all expressions that it can know. Scalars that refer to each other are known together, one after
/// the other; a list or a mapping with expressions in it is known to those that refer to it in the next round.
/// </summary>
internal sealed class InterpolationRound
{
    private readonly HashSet<ScalarNode> _failed;
    private readonly List<ConfigurationError> _errors;
    private readonly Func<string, string?> _variables;
    private readonly InterpolationBudget _budget;
    private readonly TargetFinder _targets;
    private readonly List<PendingExpression> _pending = [];
    private bool _isExhausted;

    public InterpolationRound(
        ViewIndex index, IReadOnlyDictionary<ScalarNode, IReadOnlyList<ExpressionPart>> expressions, HashSet<ScalarNode> failed,
        List<ConfigurationError> errors, Func<string, string?> variables, InterpolationBudget budget)
    {
        (_failed, _errors, _variables, _budget) = (failed, errors, variables, budget);
        var byScalar = new Dictionary<ScalarNode, PendingExpression>(ReferenceEqualityComparer.Instance);
        foreach (var view in index.Views)
        {
            foreach (var scalar in index.ExpressionsAt(view))
            {
                if (failed.Contains(scalar) || byScalar.ContainsKey(scalar)) continue;
                var pending = new PendingExpression(scalar, view, expressions[scalar]);
                byScalar.Add(scalar, pending);
                _pending.Add(pending);
            }
        }

        _targets = new(index, byScalar, failed);
    }

    /// <summary>The values that are known now.</summary>
    public Dictionary<ScalarNode, ConfigNode> Run()
    {
        foreach (var pending in _pending) Connect(pending);
        var known = new Queue<PendingExpression>(_pending.Where(pending => pending is { Missing: 0, BlockedBy.Count: 0 }));
        while (known.TryDequeue(out var pending))
        {
            if (!pending.HasFailed && pending.Sources.Exists(source => source.HasFailed)) Fail(pending);
            if (!pending.HasFailed) Evaluate(pending);
            foreach (var dependent in pending.Dependents)
            {
                if (--dependent.Missing == 0 && dependent.BlockedBy.Count == 0) known.Enqueue(dependent);
            }
        }

        var values = new Dictionary<ScalarNode, ConfigNode>(ReferenceEqualityComparer.Instance);
        foreach (var pending in _pending.Where(pending => pending.Value is not null)) values.Add(pending.Scalar, pending.Value!);
        return values;
    }

    /// <summary>Reports why the others have no value.</summary>
    /// <param name="hasStopped">Whether they might have had one in later rounds.</param>
    public void FailOnTheRest(bool hasStopped)
    {
        var rest = _pending.Where(pending => pending is { HasFailed: false, Value: null }).ToArray();
        if (hasStopped && rest.Length > 0)
        {
            var text = $"Expressions refer to each other in more than {Interpolator.MaximumRounds} steps; write some of the values out.";
            _errors.Add(new(rest[0].Scalar.Origin, text));
        }

        foreach (var circle in hasStopped ? [] : ExpressionCircles.Find(rest))
            _errors.Add(new(circle[0].Scalar.Origin, ExpressionCircles.Describe(circle)));
        foreach (var pending in rest) Fail(pending);
    }

    private void Connect(PendingExpression pending)
    {
        foreach (var reference in pending.References)
        {
            var target = _targets.Find(reference.Path);
            if (target.IsKnownNextRound)
            {
                pending.BlockedBy.Add(target);
            }
            else if (target.Pending.Count > 0)
            {
                pending.Sources.AddRange(target.Pending);
                pending.Missing += target.Pending.Count;
                foreach (var source in target.Pending) source.Dependents.Add(pending);
            }
            else if (target.HasFailed)
            {
                Fail(pending);
            }
            else if (!target.Exists)
            {
                Fail(pending, $"{reference}: {_targets.NotThere(reference.Path)}");
            }
        }

        if (pending.HasFailed) pending.BlockedBy.Clear();
    }

    private void Evaluate(PendingExpression pending)
    {
        var values = new List<ConfigNode>(pending.Parts.Count);
        foreach (var part in pending.Parts)
        {
            if (ValueOf(part, pending) is not { } value) return;
            values.Add(value);
        }

        if (values.Count > 1 && !TryJoin(pending, values)) return;
        var result = values[0];
        if (_isExhausted || !_budget.TryTake(result))
        {
            var text = $"The values of expressions make the configuration larger than {YamlReader.MaximumNodes} values or "
                + $"{YamlReader.MaximumLength} characters.";
            Fail(pending, _isExhausted ? null : text);
            _isExhausted = true;
            return;
        }

        pending.Value = result;
    }

    private ConfigNode? ValueOf(ExpressionPart part, PendingExpression pending)
    {
        var at = pending.Scalar.Origin;
        switch (part)
        {
            case LiteralPart literal:
                return new ScalarNode(literal.Text, true, at);
            case VariablePart variable:
                // As on the command line, where there are no quotes either.
                if (Variables.Value(variable, _variables) is { } text)
                    return new ScalarNode(text == "null" ? null : text, text.Length == 0, new InterpolatedOrigin(at, $"{part}", null));
                Fail(pending, Variables.NotSet(variable));
                return null;
            default:
                var target = _targets.Find(((ReferencePart)part).Path);
                return target.Pending is [var source]
                    ? ReferencedValue.Copy(source.Value!, at, $"{part}")
                    : target.IsVariant
                        ? new ScalarNode(
                            VariantCatalog.NameOf(target.Nearest.Record!.Type),
                            false,
                            new InterpolatedOrigin(at, $"{part}", target.Nearest.VariantOrigin ?? Origin.Default))
                        : ReferencedValue.Of(target.View!, at, $"{part}");
        }
    }

    // A text of several parts takes the place of the first of them.
    private bool TryJoin(PendingExpression pending, List<ConfigNode> values)
    {
        var length = 0L;
        foreach (var (value, part) in values.Zip(pending.Parts))
        {
            if (ReferencedValue.Text(value) is { } text)
            {
                length += text.Length;
                continue;
            }

            return Fail(pending, $"{part} is {ReferencedValue.Describe(value)}, which cannot stand within a longer text.");
        }

        if (length > YamlReader.MaximumScalarLength)
            return Fail(pending, string.Create(
                CultureInfo.InvariantCulture,
                $"With the values of its expressions the text is longer than {YamlReader.MaximumScalarLength} characters."));
        var scalar = pending.Scalar;
        values[0] = scalar with
        {
            Text = string.Concat(values.Select(ReferencedValue.Text)),
            Origin = new InterpolatedOrigin(scalar.Origin, scalar.Text!, null)
        };
        return true;
    }

    private bool Fail(PendingExpression pending, string? message = null)
    {
        if (message is not null) _errors.Add(new(pending.Scalar.Origin, message));
        pending.HasFailed = true;
        _failed.Add(pending.Scalar);
        return false;
    }
}
