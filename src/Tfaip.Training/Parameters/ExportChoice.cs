namespace Tfaip.Training.Parameters;

/// <summary>Which checkpoints a run makes packages of when it ends.</summary>
public enum ExportChoice
{
    /// <summary>The best one: <c>model.tfaip</c>.</summary>
    Best,

    /// <summary>The last one: <c>model.tfaip</c>.</summary>
    Last,

    /// <summary>The best one, <c>model.tfaip</c>, and the last one, <c>last.tfaip</c>.</summary>
    Both,

    /// <summary>None.</summary>
    None,
}
