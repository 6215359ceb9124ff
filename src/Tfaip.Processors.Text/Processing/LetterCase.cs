namespace Tfaip.Processors.Text.Processing;

/// <summary>Small or capital letters.</summary>
public enum LetterCase
{
    /// <summary>Small letters.</summary>
    Lower,

    /// <summary>Capital letters.</summary>
    Upper,
}
