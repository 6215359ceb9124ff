namespace Tfaip.Training.Tests.Configurations.Typos;

/// <summary>A key that is written wrongly, or where it does not belong.</summary>
/// <param name="Kind">How.</param>
/// <param name="Node">The path of the mapping in which it is written.</param>
/// <param name="Key">What is written.</param>
/// <param name="Meant">The path of the parameter that is meant.</param>
public sealed record Typo(TypoKind Kind, string Node, string Key, string Meant);

/// <summary>How a key is wrong.</summary>
public enum TypoKind
{
    OneEdit,
    TwoEdits,
    SwappedWords,
    Spelling,
    WrongLevel,
    OtherVariant,
    OtherVariantMisspelt,
}
