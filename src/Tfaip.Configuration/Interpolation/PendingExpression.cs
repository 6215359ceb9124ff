using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Interpolation;

/// <summary>A text with expressions that is still to be replaced.</summary>
/// <param name="scalar">The text.</param>
/// <param name="view">Where it stands.</param>
/// <param name="parts">Its parts.</param>
internal sealed class PendingExpression(ScalarNode scalar, ParameterView view, IReadOnlyList<ExpressionPart> parts)
{
    public ScalarNode Scalar { get; } = scalar;

    public ParameterView View { get; } = view;

    public IReadOnlyList<ExpressionPart> Parts { get; } = parts;

    public IEnumerable<ReferencePart> References => Parts.OfType<ReferencePart>();

    /// <summary>The texts that it takes its value from, in the same round.</summary>
    public List<PendingExpression> Sources { get; } = [];

    /// <summary>The texts that take their values from it.</summary>
    public List<PendingExpression> Dependents { get; } = [];

    /// <summary>The references whose value is known only when all that stands there, above or below is.</summary>
    public List<ReferenceTarget> BlockedBy { get; } = [];

    /// <summary>How many of <see cref="Sources"/> have no value yet.</summary>
    public int Missing { get; set; }

    /// <summary>What it stands for, when it is known.</summary>
    public ConfigNode? Value { get; set; }

    /// <summary>Whether it has no value and will have none.</summary>
    public bool HasFailed { get; set; }

    public override string ToString() => $"{View.Path} ({Scalar.Text}, {Scalar.Origin})";
}
