namespace Tfaip.Processors.Text.Processing;

/// <summary>The normalization forms of Unicode (UAX #15).</summary>
public enum UnicodeForm
{
    /// <summary>Composed: ä is one code point.</summary>
    Nfc,

    /// <summary>Decomposed: ä is a, then a diaeresis.</summary>
    Nfd,

    /// <summary>Composed, with compatible characters made one: the ligature ﬁ becomes f, i.</summary>
    Nfkc,

    /// <summary>Decomposed, with compatible characters made one.</summary>
    Nfkd,
}
