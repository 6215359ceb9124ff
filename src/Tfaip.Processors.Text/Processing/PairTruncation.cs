namespace Tfaip.Processors.Text.Processing;

/// <summary>Which text of a pair is cut when both together are too long.</summary>
public enum PairTruncation
{
    /// <summary>The one that is longer at the time, token by token; of equal ones the second. As BERT was trained.</summary>
    LongestFirst,

    /// <summary>The first.</summary>
    OnlyFirst,

    /// <summary>The second.</summary>
    OnlySecond,
}
