namespace Tfaip.Training.Metrics;

/// <summary>How the values of classes become one.</summary>
public enum Average
{
    /// <summary>Mean over the classes that occur in targets or answers.</summary>
    Macro,

    /// <summary>Over all decisions, whatever their class.</summary>
    Micro,

    /// <summary>Mean over the classes, weighted by how often each occurs in the targets.</summary>
    Weighted,

    /// <summary>No mean: a value for each class, <c>NAME/LABEL</c>.</summary>
    PerClass,
}
