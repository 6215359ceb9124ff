namespace Tfaip.Processors.Text.Processing;

/// <summary>What becomes of a character that an alphabet does not have.</summary>
public enum UnknownCharacter
{
    /// <summary>It is an error.</summary>
    Error,

    /// <summary>The character is left out.</summary>
    Skip,

    /// <summary>It gets the label of another character.</summary>
    Replace,

    /// <summary>The sample is dropped.</summary>
    Drop,
}
