namespace Tfaip.Processors.Text.Processing;

/// <summary>The ends of a text.</summary>
public enum TextEnds
{
    /// <summary>Start and end.</summary>
    Both,

    /// <summary>The start.</summary>
    Start,

    /// <summary>The end.</summary>
    End,

    /// <summary>Neither.</summary>
    None,
}
